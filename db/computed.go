package db

import (
	"context"

	"maillage/model"
)

// Contribution is a case of a call as it was computed: what it costs, who owes which lines, and what each beneficiary is imputed.
type Contribution struct {
	Place        int
	SubscriberID model.CollectivityID
	Offer        string
	Scope        model.SubscriptionScope
	RuleID       model.RuleID
	Outcome      model.ContributionOutcome
	Total        *model.Euro
	Lines        []OwedLine
	Imputations  []Imputation
}

// OwedLine is a line of a case that a payer owes.
type OwedLine struct {
	PayerID  model.CollectivityID
	Position int
	model.DueLine
}

// Imputation is what a beneficiary of a case is imputed.
type Imputation struct {
	BeneficiaryID model.CollectivityID
	Imputed       model.Euro
	Standalone    *model.Euro
}

// AddContributions writes computed cases of a call.
func (s *Store) AddContributions(ctx context.Context, call model.CampaignID, cases []*Contribution) error {
	var lines []*owed
	var shares []*imputed
	for _, c := range cases {
		for i := range c.Lines {
			lines = append(lines, &owed{c.Place, &c.Lines[i]})
		}
		for i := range c.Imputations {
			shares = append(shares, &imputed{c.Place, &c.Imputations[i]})
		}
	}
	err := s.stream(ctx, "contributions", []string{"campaign_id", "place", "subscriber_id", "offer", "scope", "rule_id", "outcome", "total"}, each(cases, func(c *Contribution) []any {
		return []any{int64(call), c.Place, int64(c.SubscriberID), c.Offer, string(c.Scope), none(int64(c.RuleID)), string(c.Outcome), amount(c.Total)}
	}))
	if err != nil {
		return err
	}
	err = s.stream(ctx, "due_lines", []string{"campaign_id", "payer_id", "place", "position", "label", "explanation", "basis", "basis_value", "vintage", "beneficiary_id", "amount"}, each(lines, func(o *owed) []any {
		l := o.line
		var kind, value any
		if l.Kind != nil {
			kind = string(*l.Kind)
		}
		if l.Value != nil {
			value = l.Value.String()
		}
		return []any{int64(call), int64(l.PayerID), o.place, l.Position, l.Label, l.Explanation, kind, value, optional(l.Vintage), none(int64(l.BeneficiaryID)), int64(l.Amount)}
	}))
	if err != nil {
		return err
	}
	return s.stream(ctx, "imputations", []string{"campaign_id", "place", "beneficiary_id", "imputed", "standalone"}, each(shares, func(i *imputed) []any {
		return []any{int64(call), i.place, int64(i.share.BeneficiaryID), int64(i.share.Imputed), amount(i.share.Standalone)}
	}))
}

type owed struct {
	place int
	line  *OwedLine
}

type imputed struct {
	place int
	share *Imputation
}

func none(key int64) any {
	if key == 0 {
		return nil
	}
	return key
}

func amount(e *model.Euro) any {
	if e == nil {
		return nil
	}
	return int64(*e)
}

func optional(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}

// AddAnomalies writes what somebody has to settle in a call.
func (s *Store) AddAnomalies(ctx context.Context, call model.CampaignID, list []*model.CampaignAnomaly) error {
	return s.stream(ctx, "campaign_anomalies", []string{"campaign_id", "code", "message", "collectivity_id"}, each(list, func(a *model.CampaignAnomaly) []any {
		return []any{int64(call), a.Code, a.Message, none(int64(a.CollectivityID))}
	}))
}

// SumDues makes the dues of a call of its lines, by payer, and gives their total.
func (s *Store) SumDues(ctx context.Context, call model.CampaignID) (total model.Euro, err error) {
	// The planner would else take tables that were filled just now for empty ones, and look a million lines up one by one.
	if _, err := s.ExecContext(ctx, "analyze contributions, due_lines, imputations"); err != nil {
		return 0, err
	}
	_, err = s.ExecContext(ctx, `insert into dues (campaign_id, payer_id, amount)
		select l.campaign_id, l.payer_id, sum(l.amount) from due_lines l join collectivities c on c.id = l.payer_id where l.campaign_id = ? group by 1, 2, c.code order by c.code collate "C"`, call)
	if err != nil {
		return 0, explain(err)
	}
	var sum int64
	err = s.query(ctx, "select coalesce(sum(amount), 0) from dues where campaign_id = $1", []any{int64(call)}, []any{&sum}, func() error { return nil })
	return model.Euro(sum), err
}

// SmallDues are the payers of a call who owe more than nothing and less than its minimum.
func (s *Store) SmallDues(ctx context.Context, c *model.Campaign) (list []*model.Due, err error) {
	r := dues(&text{}, None)
	err = s.query(ctx, "select "+r.columns+" from dues d join collectivities c on c.id = d.payer_id where d.campaign_id = $1 and d.amount < $2 order by c.code collate \"C\"",
		[]any{int64(c.ID), int64(c.Minimum)}, r.dest, func() error {
			list = append(list, r.take())
			return nil
		})
	return list, err
}

// Verify are the sums that do not hold in any call: none in a sound database.
func (s *Store) Verify(ctx context.Context) (faults []string, err error) {
	var fault string
	err = s.query(ctx, "select 'call of ' || k.year || ', ' || f.fault from campaigns k cross join lateral campaign_sums(k.id) f order by k.year, 1", nil, []any{&fault}, func() error {
		faults = append(faults, fault)
		return nil
	})
	return faults, err
}
