package actions

import (
	"fmt"

	"maillage/contribution"
	"maillage/db"
	"maillage/model"
)

// computed is a statement as a call keeps it. Where several payers share a case, each owes one line that tells its share.
func computed(place int, s *contribution.Statement) *db.Contribution {
	f := s.Facts()
	row := &db.Contribution{Place: place, SubscriberID: f.Bodies[s.Case.Subscriber].ID, Offer: string(s.Case.Offer), Scope: s.Case.Scope, Outcome: s.Outcome()}
	if rule, found := s.Rule(); found {
		row.RuleID = rule.ID
	}
	if !s.Priced {
		return row
	}
	row.Total = &s.Total
	for _, b := range s.Beneficiaries() {
		row.Imputations = append(row.Imputations, db.Imputation{BeneficiaryID: b.Body.ID, Imputed: b.Imputed, Standalone: b.Standalone})
	}
	payers := s.Payers()
	for _, p := range payers {
		if len(payers) > 1 {
			row.Lines = append(row.Lines, db.OwedLine{PayerID: p.ID, DueLine: model.DueLine{Amount: p.Amount,
				Label: "Part de la contribution de " + f.Bodies[s.Case.Subscriber].Name, Explanation: fmt.Sprintf("%s € sur %s €", p.Amount, s.Total)}})
			continue
		}
		for i, l := range s.Lines() {
			row.Lines = append(row.Lines, db.OwedLine{PayerID: p.ID, Position: i, DueLine: dueLine(&l)})
		}
	}
	return row
}

func dueLine(l *contribution.Line) model.DueLine {
	out := model.DueLine{Label: l.Label(), Explanation: l.Explanation(), Amount: l.Amount}
	if basis, has := l.Basis(); has {
		out.Kind, out.Value, out.Vintage = &basis.Kind, basis.Value, basis.Vintage
	}
	if b := l.About(); b != nil {
		out.BeneficiaryID = b.ID
	}
	return out
}

// toSettle are the anomalies of a statement that keep a call from being validated.
func toSettle(s *contribution.Statement) (list []*model.CampaignAnomaly) {
	for _, a := range s.Anomalies() {
		row := &model.CampaignAnomaly{Code: a.Code, Message: a.Message}
		if a.Body != nil {
			row.CollectivityID = a.Body.ID
		}
		list = append(list, row)
	}
	for _, b := range s.PaidTwice() {
		list = append(list, &model.CampaignAnomaly{Code: "DOUBLE_CHARGE", CollectivityID: b.ID,
			Message: fmt.Sprintf("%s (%s) pays alone for what %s pays for it too, and the rule lets both stand: end one of the subscriptions, or say why both are due",
				b.Name, b.Code, s.Facts().Bodies[s.Case.Subscriber].Name)})
	}
	return list
}
