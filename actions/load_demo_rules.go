package actions

import (
	"context"
	"fmt"

	"maillage/contribution"
	"maillage/db"
	"maillage/demo"
	"maillage/model"
)

// writeRules enters the barème of each year, published by the vote of the December before; each takes over from the last.
func writeRules(ctx context.Context, tx *db.Store) error {
	offers, err := tx.OfferIDs(ctx)
	if err != nil {
		return err
	}
	var rows []*model.ContributionRule
	last := map[string]*model.ContributionRule{}
	for year := 2022; year <= 2026; year++ {
		ballot, err := tx.BallotByDeliberation(ctx, demo.Deliberation(year))
		if err != nil {
			return err
		}
		texts, err := demo.Rules(year)
		if err != nil {
			return err
		}
		for _, text := range texts {
			row, err := demoRule(text, ballot, offers)
			if err != nil {
				return fmt.Errorf("the barème of the demonstration, %d: %w", year, err)
			}
			if before := last[row.Code]; before != nil {
				row.Version, before.ValidTo = before.Version+1, &row.ValidFrom
			}
			last[row.Code], rows = row, append(rows, row)
		}
	}
	return tx.Insert(ctx, &rows)
}

func demoRule(text string, ballot *model.Ballot, offers map[string]model.OfferID) (*model.ContributionRule, error) {
	rule, err := contribution.Decode([]byte(text))
	if err == nil {
		err = contribution.Validate(rule)
	}
	if err != nil {
		return nil, err
	}
	voted := ballot.DeliberationDate.Time()
	session := "comité syndical (démonstration)"
	row := &model.ContributionRule{Code: rule.Code, Version: 1, Name: rule.Name, ValidFrom: rule.ValidFrom, Content: contribution.Encode(rule), Edition: 1,
		PublishedAt: &voted, DeliberationNumber: &ballot.DeliberationNumber, DeliberationDate: &ballot.DeliberationDate, DeliberationSession: &session, BallotID: ballot.ID, Demo: true}
	if id, priced := offers[string(contribution.OfferOf(rule.Offer))]; priced {
		row.OfferID = &id
	}
	return row, nil
}
