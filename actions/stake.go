package actions

import (
	"context"
	"time"

	"maillage/model"
)

// Stakes are what each of these communes costs in a year, who pays, what it uses and where it stands.
func (a *Actions) Stakes(ctx context.Context, communes []model.CollectivityID, year int) ([]*model.Stake, error) {
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
	on := a.lastDay(year)
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
		s := &model.Stake{CommuneID: id, Year: year, Basis: p.basis}
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
	return out, nil
}

// lastDay is that of a year, or today if that is earlier.
func (a *Actions) lastDay(year int) model.Date {
	return min(model.NewDate(year, time.December, 31), model.Today(a.Now()))
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
