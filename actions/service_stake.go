package actions

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"maillage/contribution"
	"maillage/model"
)

// ServiceStakes tell stakes service by service, by code. A bundle's amount is shared equally among its services, so that the parts make it.
func (a *Actions) ServiceStakes(ctx context.Context, stakes []*model.Stake) ([][]*model.ServiceStake, error) {
	years := map[int][]int{} // the places of each year's
	for i, s := range stakes {
		years[s.Year] = append(years[s.Year], i)
	}
	out := make([][]*model.ServiceStake, len(stakes))
	for year, places := range years {
		ids := make([]model.CollectivityID, len(places))
		for i, place := range places {
			ids[i] = stakes[place].CommuneID
		}
		found, err := a.serviceStakes(ctx, ids, year)
		if err != nil {
			return nil, err
		}
		for i, place := range places {
			out[place] = found[i]
		}
	}
	return out, nil
}

func (a *Actions) serviceStakes(ctx context.Context, communes []model.CollectivityID, year int) ([][]*model.ServiceStake, error) {
	p, err := a.projectionOf(ctx, year)
	if err != nil {
		return nil, err
	}
	usage, err := a.DB.UsageTotals(ctx, communes, year)
	if err != nil {
		return nil, err
	}
	journeys, err := a.DB.JourneysOf(ctx, communes, a.lastDay(year))
	if err != nil {
		return nil, err
	}
	names, err := a.serviceCodes(ctx)
	if err != nil {
		return nil, err
	}
	out := make([][]*model.ServiceStake, len(communes))
	for i, id := range communes {
		rows := map[model.OfferID]*model.ServiceStake{}
		if b := p.communes[id]; b != nil {
			b.share(rows, names)
		}
		for service, row := range rows {
			row.Usage = usage[id][service]
		}
		for _, j := range journeys[i] {
			if row := rows[j.ServiceID]; row != nil {
				row.Stage = &j.Stage
			}
		}
		out[i] = slices.SortedFunc(maps.Values(rows), func(x, y *model.ServiceStake) int { return cmp.Compare(x.Code, y.Code) })
	}
	return out, nil
}

// share parts what a commune is imputed among the services that it is for.
func (b *borne) share(rows map[model.OfferID]*model.ServiceStake, names map[model.OfferID]string) {
	for _, o := range b.offers {
		weights := make([]contribution.Weight, len(o.services))
		for j, service := range o.services {
			weights[j] = contribution.Weight{Code: names[service], By: 1}
		}
		for j, part := range contribution.Split(o.imputed, weights) {
			service := o.services[j]
			if rows[service] == nil {
				rows[service] = &model.ServiceStake{ServiceID: service, Code: names[service], Standalone: b.alone[service]}
			}
			rows[service].Imputed += part
		}
	}
}
