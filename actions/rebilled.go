package actions

import (
	"context"

	"maillage/contribution"
	"maillage/model"
)

// rebilled gives each commune what its EPCI asks of it, by the key in force.
func (a *Actions) rebilled(ctx context.Context, p *projection, statements []contribution.Statement, year int) error {
	recaps := map[model.CollectivityID]*model.Recap{}
	at := map[model.CollectivityID]map[model.CollectivityID]*model.RecapBeneficiary{}
	var epcis []model.CollectivityID
	for i := range statements {
		s := &statements[i]
		who := s.Facts().Bodies[s.Case.Subscriber]
		if who.Kind != model.CollectivityKindEPCI || !s.Priced {
			continue
		}
		r := recaps[who.ID]
		if r == nil {
			r = &model.Recap{}
			recaps[who.ID], at[who.ID] = r, map[model.CollectivityID]*model.RecapBeneficiary{}
			epcis = append(epcis, who.ID)
		}
		for _, payer := range s.Payers() {
			if payer.ID == who.ID {
				r.Owed += payer.Amount
			}
		}
		for _, b := range s.Beneficiaries() {
			row := at[who.ID][b.Body.ID]
			if row == nil {
				row = &model.RecapBeneficiary{CollectivityID: b.Body.ID, Code: b.Body.Code}
				if b.Body.Inhabitants != nil {
					n, _ := b.Body.Inhabitants.Parts()
					row.Inhabitants = int(n)
				}
				at[who.ID][b.Body.ID], r.Beneficiaries = row, append(r.Beneficiaries, row)
			}
			row.Imputed += b.Imputed
		}
	}
	shared, err := a.DB.RebillingsOf(ctx, epcis, year)
	if err != nil {
		return err
	}
	for id, key := range shared {
		recaps[id].Rebilling = key
		rebill(recaps[id], id)
		for _, b := range recaps[id].Beneficiaries {
			if c := p.communes[b.CollectivityID]; c != nil && b.Rebilled != nil {
				c.rebilled += *b.Rebilled
			}
		}
	}
	return nil
}
