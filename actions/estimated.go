package actions

import (
	"maillage/contribution"
	"maillage/model"
)

// estimate is a statement as it is told.
func estimate(s *contribution.Statement) *model.Estimate {
	e := &model.Estimate{Outcome: s.Outcome(), Lines: []*model.ContributionLine{}, Payers: []*model.ContributionShare{}, Anomalies: anomalies(s.Anomalies())}
	if rule, found := s.Rule(); found {
		e.RuleID = rule.ID
	}
	if !s.Priced {
		return e
	}
	e.Total = &s.Total
	lines := s.Lines()
	for i := range lines {
		e.Lines = append(e.Lines, line(&lines[i]))
	}
	for _, p := range s.Payers() {
		e.Payers = append(e.Payers, &model.ContributionShare{PayerID: p.ID, Amount: p.Amount})
	}
	alone, all := model.Euro(0), true
	for _, b := range s.Beneficiaries() {
		e.Benefiting = append(e.Benefiting, &model.ContributionBeneficiary{BeneficiaryID: b.Body.ID, Imputed: b.Imputed, Standalone: b.Standalone})
		if b.Standalone == nil {
			all = false
		} else {
			alone += *b.Standalone
		}
	}
	if saving := alone - s.Total; all && len(e.Benefiting) > 0 {
		e.StandaloneTotal, e.Saving = &alone, &saving
	}
	return e
}

func line(l *contribution.Line) *model.ContributionLine {
	out := &model.ContributionLine{Label: l.Label(), Explanation: l.Explanation(), Amount: l.Amount, Bracket: l.Bracket()}
	if basis, has := l.Basis(); has {
		out.Basis = &basis
	}
	if b := l.About(); b != nil {
		out.BeneficiaryID = b.ID
	}
	return out
}

func anomalies(list []contribution.Anomaly) []*model.ContributionAnomaly {
	out := make([]*model.ContributionAnomaly, len(list))
	for i, a := range list {
		out[i] = &model.ContributionAnomaly{Code: a.Code, Message: a.Message, Path: a.Path}
		if a.Body != nil {
			out[i].AboutID = a.Body.ID
		}
	}
	return out
}

// unpriced is an estimate that faults of its drafts keep from being computed.
func unpriced(faults model.Errors) *model.Estimate {
	return &model.Estimate{Outcome: model.ContributionOutcomeNotApplicable, Lines: []*model.ContributionLine{}, Payers: []*model.ContributionShare{}, Anomalies: told(faults)}
}

func told(faults model.Errors) []*model.ContributionAnomaly {
	out := make([]*model.ContributionAnomaly, len(faults))
	for i, f := range faults {
		out[i] = &model.ContributionAnomaly{Code: string(f.Code), Message: f.Message, Path: f.Path}
	}
	return out
}
