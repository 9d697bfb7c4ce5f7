package actions

import (
	"bytes"
	"context"

	"maillage/contribution"
	"maillage/db"
	"maillage/model"
)

// RuleFile is a rule and the name of the file that it stands in.
type RuleFile struct {
	Name string
	Rule *contribution.Rule
}

// ReadRule reads the rule of a file; what is wrong with it is told with the name of the file and the place in it.
func ReadRule(name string, text []byte) (RuleFile, error) {
	rule, err := contribution.Decode(text)
	if err == nil {
		err = contribution.Validate(rule)
	}
	return RuleFile{name, rule}, inFile(name, err)
}

// inFile tells faults with the file that they are in.
func inFile(name string, err error) error {
	var all, named model.Errors
	all.AddAll(err)
	for _, f := range all {
		at := name
		if f.Path != "" {
			at += ": " + f.Path
		}
		named = append(named, &model.Error{Code: f.Code, Path: f.Path, Message: at + ": " + f.Message})
	}
	return named.Err()
}

// ImportRules enters rules as drafts, all of them or none. A rule that is there already, whatever its version, is not entered
// again. It returns the version that each stands in, and whether it is a new one.
func (a *Actions) ImportRules(ctx context.Context, files []RuleFile) (rows []*model.ContributionRule, fresh []bool, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Lock(ctx, "contribution rules"); err != nil {
			return err
		}
		var faults model.Errors
		for _, f := range files {
			versions, err := tx.RuleVersions(ctx, f.Rule.Code)
			if err != nil {
				return err
			}
			row := sameRule(versions, f.Rule)
			if fresh = append(fresh, row == nil); row == nil {
				row, err = draftRule(ctx, tx, f.Rule, versions)
				if _, told := err.(model.Errors); err != nil && !told {
					return err
				}
				faults.AddAll(inFile(f.Name, err))
			}
			rows = append(rows, row)
		}
		return faults.Err()
	})
	if err != nil {
		return nil, nil, err
	}
	return rows, fresh, nil
}

// sameRule is the version that says the same, nil where none does.
func sameRule(versions []*model.ContributionRule, r *contribution.Rule) *model.ContributionRule {
	text := contribution.Encode(r)
	for _, v := range versions {
		if bytes.Equal(v.Content, text) {
			return v
		}
	}
	return nil
}
