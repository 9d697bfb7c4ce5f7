package actions

import (
	"context"

	"maillage/contribution"
	"maillage/model"
)

// Recaps are what each EPCI owes in the issued call of a year, for whom, and what it asks of each of its communes; nil for one
// that the call does not concern, or before it is issued.
func (a *Actions) Recaps(ctx context.Context, epcis []model.CollectivityID, year int) ([]*model.Recap, error) {
	out := make([]*model.Recap, len(epcis))
	call, err := a.DB.IssuedCampaign(ctx, year)
	if err != nil || call == nil {
		return out, err
	}
	found, err := a.DB.Recaps(ctx, call, epcis)
	if err != nil {
		return nil, err
	}
	shared, err := a.DB.RebillingsOf(ctx, epcis, year)
	if err != nil {
		return nil, err
	}
	for i, id := range epcis {
		if out[i] = found[id]; out[i] != nil && shared[id] != nil {
			out[i].Rebilling = shared[id]
			rebill(out[i], id)
		}
	}
	return out, nil
}

// rebill shares what an EPCI asks back among its communes; the shares make the amount to the cent.
func rebill(r *model.Recap, epci model.CollectivityID) {
	var weights []contribution.Weight
	var members []*model.RecapBeneficiary
	for _, b := range r.Beneficiaries {
		if b.CollectivityID == epci {
			continue
		}
		by := int64(1)
		switch r.Rebilling.Key {
		case model.RebillingKeyPopulation:
			by = int64(b.Inhabitants)
		case model.RebillingKeyImputed:
			by = int64(b.Imputed)
		}
		members, weights = append(members, b), append(weights, contribution.Weight{Code: b.Code, By: by})
	}
	for i, amount := range contribution.Split(contribution.Percent(r.Owed, r.Rebilling.Percent), weights) {
		members[i].Rebilled = &amount
	}
}
