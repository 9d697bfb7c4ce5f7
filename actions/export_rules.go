package actions

import (
	"context"
	"fmt"

	"maillage/contribution"
)

// ExportRules are all the versions of all rules, each with the name of a file for it.
func (a *Actions) ExportRules(ctx context.Context) ([]RuleFile, error) {
	rows, err := a.DB.AllRules(ctx)
	if err != nil {
		return nil, err
	}
	files := make([]RuleFile, len(rows))
	for i, row := range rows {
		rule, err := published(row)
		if err != nil {
			return nil, err
		}
		files[i] = RuleFile{fmt.Sprintf("%s.%03d.yaml", row.Code, row.Version), rule.Rule}
	}
	return files, nil
}

// Text is the rule as the file holds it.
func (f RuleFile) Text() []byte { return contribution.EncodeYAML(f.Rule) }
