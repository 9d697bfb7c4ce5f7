package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// declarable are the bases that no national source gives.
var declarable = map[model.BasisKind]bool{
	model.BasisKindPopulationDgf: true, model.BasisKindAgents: true, model.BasisKindPayroll: true, model.BasisKindBudget: true,
	model.BasisKindUsage: true, model.BasisKindDeclared: true, model.BasisKindPaidBefore: true,
}

// mostDeclared is beyond any budget or payroll of a local authority, in euros.
var mostDeclared, _ = model.NewDecimal(100_000_000_000, 0)

// DeclareFigure enters a figure of a collectivity for a year. A later one takes its place; both stay on record.
func (a *Actions) DeclareFigure(ctx context.Context, in model.DeclareFigureInput) (row *model.DeclaredFigure, err error) {
	var faults model.Errors
	if !declarable[in.Kind] {
		faults.Add("", model.Invalid("kind", "%s is not declared: it comes from national data, or is counted", in.Kind))
	}
	if named := in.Kind == model.BasisKindUsage || in.Kind == model.BasisKindDeclared; named != (orEmpty(in.Indicator) != "") {
		faults.Add("", model.Invalid("indicator", "USAGE and DECLARED, and no others, name the indicator or figure"))
	}
	if in.Value.Sign() < 0 {
		faults.Add("", model.Invalid("value", "%s is negative: a basis counts something, give 0 or more", in.Value))
	}
	if in.Value.Cmp(mostDeclared) > 0 {
		faults.Add("", model.Invalid("value", "%s is beyond %s: check the figure", in.Value, mostDeclared))
	}
	if this := model.Today(a.Now()).Year(); in.Year < 2000 || in.Year > this+1 {
		faults.Add("", model.Invalid("year", "%d is not a year that can be declared: give one from 2000 to %d", in.Year, this+1))
	}
	in.Source = model.Trim(in.Source)
	faults.Add("", model.CheckLine("source", "source", in.Source))
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		who, err := byCode(ctx, tx, "collectivity", in.Collectivity)
		if err := collect(&faults, err); err != nil {
			return err
		}
		if err := faults.Err(); err != nil {
			return err
		}
		row = &model.DeclaredFigure{CollectivityID: who.ID, Kind: in.Kind, Named: orEmpty(in.Indicator), Year: in.Year, Value: in.Value,
			Source: in.Source, DeclaredAt: a.Now().UTC()}
		return tx.Insert(ctx, row)
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}
