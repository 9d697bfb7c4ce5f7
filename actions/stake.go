package actions

import (
	"cmp"
	"context"
	"slices"
	"time"

	"maillage/contribution"
	"maillage/model"
)

// Stakes are what each of these communes costs in a year, who pays, what it uses and where it stands; detailed tells it by service too.
func (a *Actions) Stakes(ctx context.Context, communes []model.CollectivityID, year int, detailed bool) ([]*model.Stake, error) {
	if err := checkYear("year", year); err != nil {
		return nil, err
	}
	p, err := a.projectionOf(ctx, year)
	if err != nil {
		return nil, err
	}
	usage, err := a.DB.UsageSums(ctx, p.ids, year)
	if err != nil {
		return nil, err
	}
	on := min(model.NewDate(year+1, time.January, 1), model.Today(a.Now()))
	stands, err := a.DB.StandsOf(ctx, communes, on)
	if err != nil {
		return nil, err
	}
	signers, err := a.DB.SignersAmong(ctx, communes, on)
	if err != nil {
		return nil, err
	}
	like := p.medians(usage)
	out := make([]*model.Stake, len(communes))
	for i, id := range communes {
		s := &model.Stake{CommuneID: id, Year: year, Basis: p.basis, ByService: []*model.ServiceStake{}}
		if out[i] = s; p.communes[id] == nil {
			continue
		}
		b := p.communes[id]
		s.Code, s.Imputed, s.Standalone, s.Paid, s.Rebilled, s.PayerID = b.body.Code, b.imputed, b.standalone, b.paid, b.rebilled, b.payer
		s.Usage = usage[id]
		if stratum, known := stratumOf(b.body); known {
			s.UsagePerInhabitant, s.Stratum = perInhabitant(b.body, s.Usage).decimal(), like[stratum]
			if s.Stratum == nil {
				s.Stratum = &model.StakeStratum{Label: stratumLabel(stratum)}
			}
		}
		s.Standing = standing(s, stands[id], signers[id])
	}
	if detailed {
		return out, a.byService(ctx, p, out, year, on)
	}
	return out, nil
}

// muchMore is how many times the median of its stratum a commune has to use services to be taken for a free rider.
const muchMore = 3

// standing is the definition in version 1: see Standing in the schema.
func standing(s *model.Stake, stand model.Stand, signed bool) *model.Standing {
	var is model.Standing
	switch {
	case stand == model.StandDormant:
		is = model.StandingDormant
	case stand == model.StandNever:
		is = model.StandingNeverUsed
	case stand != model.StandActive:
		return nil
	case s.Paid+s.Rebilled > 0:
		is = model.StandingEngaged
	case !signed && s.UsagePerInhabitant != nil && s.Stratum.UsagePerInhabitant != nil && s.UsagePerInhabitant.Cmp(times(muchMore, *s.Stratum.UsagePerInhabitant)) > 0:
		is = model.StandingFreeRiding
	default:
		is = model.StandingEngagedAtNoCost
	}
	return &is
}

// medians are those of each stratum, over the communes that used something.
func (p *projection) medians(usage map[model.CollectivityID]int) map[int]*model.StakeStratum {
	rates := make([][]ratio, len(strata))
	for id, n := range usage {
		b := p.communes[id].body
		if stratum, known := stratumOf(b); known && n > 0 {
			rates[stratum] = append(rates[stratum], perInhabitant(b, n))
		}
	}
	found := map[int]*model.StakeStratum{}
	for stratum, list := range rates {
		if len(list) > 0 {
			found[stratum] = &model.StakeStratum{Label: stratumLabel(stratum), Communes: len(list), UsagePerInhabitant: median(list).decimal()}
		}
	}
	return found
}

// byService tells stakes service by service. A bundle's amount is shared equally among its services, so that the parts make it.
func (a *Actions) byService(ctx context.Context, p *projection, stakes []*model.Stake, year int, on model.Date) error {
	ids := make([]model.CollectivityID, len(stakes))
	for i, s := range stakes {
		ids[i] = s.CommuneID
	}
	usage, err := a.DB.UsageTotals(ctx, ids, year)
	if err != nil {
		return err
	}
	journeys, err := a.DB.JourneysOf(ctx, ids, on)
	if err != nil {
		return err
	}
	names, err := a.serviceCodes(ctx)
	if err != nil {
		return err
	}
	for i, s := range stakes {
		b := p.communes[s.CommuneID]
		if b == nil {
			continue
		}
		rows := map[model.OfferID]*model.ServiceStake{}
		for _, o := range b.offers {
			weights := make([]contribution.Weight, len(o.services))
			for j, service := range o.services {
				weights[j] = contribution.Weight{Code: names[service], By: 1}
			}
			for j, part := range contribution.Split(o.imputed, weights) {
				service := o.services[j]
				if rows[service] == nil {
					rows[service] = &model.ServiceStake{ServiceID: service, Code: names[service], Standalone: b.alone[service], Usage: usage[s.CommuneID][service]}
					s.ByService = append(s.ByService, rows[service])
				}
				rows[service].Imputed += part
			}
		}
		for _, j := range journeys[i] {
			if row := rows[j.ServiceID]; row != nil {
				row.Stage = &j.Stage
			}
		}
		slices.SortFunc(s.ByService, func(x, y *model.ServiceStake) int { return cmp.Compare(x.Code, y.Code) })
	}
	return nil
}
