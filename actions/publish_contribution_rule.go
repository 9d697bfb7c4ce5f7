package actions

import (
	"context"

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
		if err := a.decide(ctx, tx, &faults, row, in); err != nil {
			return err
		}
		this, err := published(row)
		if err != nil {
			return err
		}
		place(&faults, "rule", contribution.Validate(this.Rule))
		place(&faults, "rule", contribution.Complete(this.Rule))
		var unknown model.Errors
		if err := checkNames(ctx, tx, this.Rule, &unknown); err != nil {
			return err
		}
		place(&faults, "rule", unknown.Err())
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

// decide enters the decision by which a rule is published: that of a ballot that carried it, or one entered by hand.
func (a *Actions) decide(ctx context.Context, tx *db.Store, faults *model.Errors, row *model.ContributionRule, in model.PublishContributionRuleInput) error {
	if (in.Ballot == nil) == (in.Deliberation == nil) {
		faults.Add("", model.Invalid("deliberation", "a rule is published by one decision: give the ballot that carried it, or a deliberation entered by hand"))
		return nil
	}
	if in.Ballot != nil {
		return carried(ctx, tx, faults, row, *in.Ballot)
	}
	d := in.Deliberation
	number := model.Trim(d.Number)
	faults.Add("", model.CheckLine("deliberation.number", "number", number))
	if today := model.Today(a.Now()); d.Date > today {
		faults.Add("", model.Invalid("deliberation.date", "%s is in the future: a rule is published once it has been decided", d.Date))
	}
	row.DeliberationNumber, row.DeliberationDate, row.DeliberationSession = &number, &d.Date, d.Session
	return nil
}

// carried takes the decision of a ballot, if it carried.
func carried(ctx context.Context, tx *db.Store, faults *model.Errors, row *model.ContributionRule, id string) error {
	key, _ := model.ParseID(id)
	of, _ := key.(model.BallotID)
	ballots, err := tx.Ballots(ctx, []model.BallotID{of})
	if err != nil {
		return err
	}
	b := ballots[0]
	if b == nil {
		faults.Add("", model.NotFound("ballot", "there is no such ballot: give an identifier that sessions or ballot returned"))
		return nil
	}
	if result := b.Result(); result != model.BallotResultCarried {
		faults.Add("", model.Conflict("ballot", "the ballot %q is %s: a rule is published by a carried vote", b.Subject, result))
	}
	sessions, err := tx.Sessions(ctx, []model.SessionID{b.SessionID})
	if err != nil {
		return err
	}
	session := "comité syndical du " + sessions[0].Date.String()
	row.BallotID, row.DeliberationNumber, row.DeliberationDate, row.DeliberationSession = b.ID, &b.DeliberationNumber, &b.DeliberationDate, &session
	return nil
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
