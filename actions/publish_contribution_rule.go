package actions

import (
	"context"
	"strings"

	"maillage/contribution"
	"maillage/db"
	"maillage/model"
)

// PublishContributionRule makes a draft the rule in force from its first day on; the version before ends there. What its
// source leaves open, and a case that another rule prices too, are refused.
func (a *Actions) PublishContributionRule(ctx context.Context, in model.PublishContributionRuleInput) (row, before *model.ContributionRule, err error) {
	var faults model.Errors
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Lock(ctx, "contribution rules"); err != nil { // two that clash must not both find no other
			return err
		}
		if row, err = draft(ctx, tx, in.Rule); err != nil {
			return err
		}
		a.decide(&faults, row, in.Deliberation)
		this, err := published(row)
		if err != nil {
			return err
		}
		place(&faults, "rule", contribution.Validate(this.Rule))
		place(&faults, "rule", contribution.Complete(this.Rule))
		if before, err = takesOver(ctx, tx, row, &faults); err != nil {
			return err
		}
		within := &Actions{DB: tx, Now: a.Now}
		if err := within.clashes(ctx, this, before, &faults); err != nil {
			return err
		}
		if err := faults.Err(); err != nil {
			return err
		}
		if before != nil {
			before.ValidTo = &row.ValidFrom
			if err := unchanged(tx.ChangeRule(ctx, before, before.Edition)); err != nil {
				return err
			}
		}
		now := a.Now().UTC()
		row.PublishedAt = &now
		return unchanged(tx.ChangeRule(ctx, row, row.Edition))
	})
	if err != nil {
		return nil, nil, err
	}
	return row, before, nil
}

// decide enters the decision by which a rule is published.
func (a *Actions) decide(faults *model.Errors, row *model.ContributionRule, d *model.RuleDeliberationInput) {
	if d == nil {
		faults.Add("", model.Invalid("deliberation", "the decision is missing: a rule is published by a vote or a deliberation"))
		return
	}
	number := strings.TrimSpace(d.Number)
	if number == "" || len(number) > 60 {
		faults.Add("", model.Invalid("deliberation.number", "the number of the deliberation has %d characters: give from 1 to 60", len(number)))
	}
	if today := model.Today(a.Now()); d.Date > today {
		faults.Add("", model.Invalid("deliberation.date", "%s is in the future: a rule is published once it has been decided", d.Date))
	}
	row.DeliberationNumber, row.DeliberationDate, row.DeliberationSession = &number, &d.Date, d.Session
}

// takesOver is the published version that a draft takes over from, nil where there is none.
func takesOver(ctx context.Context, tx *db.Store, row *model.ContributionRule, faults *model.Errors) (before *model.ContributionRule, err error) {
	versions, err := tx.RuleVersions(ctx, row.Code)
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		switch {
		case v.PublishedAt == nil || v.ValidTo != nil && *v.ValidTo <= row.ValidFrom:
		case v.ValidFrom >= row.ValidFrom:
			faults.Add("", model.Conflict("rule", "version %d of %s is published from %s on: a version that takes over begins later", v.Version, v.Code, v.ValidFrom))
		case v.ValidTo != nil:
			faults.Add("", model.Conflict("rule", "version %d of %s prices until %s: begin this one there", v.Version, v.Code, v.ValidTo))
		default:
			before = v
		}
	}
	return before, nil
}

// clashes names a case that another published rule prices on a day on which this one does.
func (a *Actions) clashes(ctx context.Context, this contribution.Published, before *model.ContributionRule, faults *model.Errors) error {
	rows, err := a.DB.RulesDuring(ctx, this.ValidFrom, model.NewDate(9999, 1, 1))
	if err != nil || len(rows) == 0 {
		return err
	}
	f, err := a.facts(ctx, nil, nil, this.ValidFrom.Year(), this.ValidFrom.Year())
	if err != nil {
		return err
	}
	for _, row := range rows {
		if before != nil && row.ID == before.ID {
			continue
		}
		other, err := published(row)
		if err != nil {
			return err
		}
		if who, scope := contribution.Clash(this, other, &f.Facts); who != nil {
			faults.Add("", model.Conflict("rule", "%s (%s), %s, would be priced by this rule and by %s version %d on %s: narrow one of them, or withdraw the other",
				who.Name, who.Code, scope, row.Code, row.Version, max(this.ValidFrom, other.ValidFrom)))
		}
	}
	return nil
}
