package actions

import (
	"context"
	"fmt"
	"time"

	"maillage/contribution"
	"maillage/model"
)

// rulesOf are the published rules that price at some time in a year, as the arithmetic reads them.
func (a *Actions) rulesOf(ctx context.Context, year int) ([]contribution.Published, error) {
	rows, err := a.DB.RulesDuring(ctx, model.NewDate(year, time.January, 1), model.NewDate(year+1, time.January, 1))
	if err != nil {
		return nil, err
	}
	list := make([]contribution.Published, len(rows))
	for i, row := range rows {
		if list[i], err = published(row); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func published(row *model.ContributionRule) (contribution.Published, error) {
	content, err := contribution.Decode(row.Content)
	if err != nil {
		return contribution.Published{}, fmt.Errorf("rule %s version %d as it is kept: %w", row.Code, row.Version, err)
	}
	return contribution.Published{ID: row.ID, Version: row.Version, ValidTo: row.ValidTo, Rule: content}, nil
}

// withDrafts puts drafts in the place of the rules with their codes. Their faults are told with their places in the input.
func withDrafts(rules []contribution.Published, drafts []*model.ContributionRuleInput) ([]contribution.Published, model.Errors) {
	var faults model.Errors
	replaced := map[string]bool{}
	for i, d := range drafts {
		place(&faults, fmt.Sprintf("draft.%d", i), contribution.Validate(d))
		place(&faults, fmt.Sprintf("draft.%d", i), contribution.Complete(d))
		if replaced[d.Code] {
			faults.Add("", model.Invalid(fmt.Sprintf("draft.%d.code", i), "two drafts have the code %s: give each its own", d.Code))
		}
		replaced[d.Code] = true
	}
	var list []contribution.Published
	for _, r := range rules {
		if !replaced[r.Code] {
			list = append(list, r)
		}
	}
	for _, d := range drafts {
		list = append(list, contribution.Published{Rule: d})
	}
	return list, faults
}

// place collects faults that are told relative to a place of the input.
func place(faults *model.Errors, at string, err error) {
	var all, moved model.Errors
	all.Add("", err)
	if several, ok := err.(model.Errors); ok {
		all = several
	}
	for _, e := range all {
		path := at
		if e.Path != "" {
			path += "." + e.Path
		}
		moved = append(moved, &model.Error{Code: e.Code, Path: path, Message: e.Message})
	}
	*faults = append(*faults, moved...)
}
