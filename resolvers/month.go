package resolvers

import (
	"context"

	"maillage/model"
)

// mostMonths is how long a series is.
const mostMonths = 120

// months are the first and the last month of a series: the last twelve months unless the client said.
func (r *Resolver) months(from, to *model.Month) (first, last model.Month, err error) {
	last = model.MonthOf(model.Today(r.Now()))
	if to != nil {
		last = *to
	}
	first = last - 11
	if from != nil {
		first = *from
	}
	switch {
	case first > last:
		return 0, 0, model.Invalid("from", "%s comes after %s: give the earlier month as from", first, last)
	case last-first >= mostMonths:
		return 0, 0, model.Invalid("from", "from %s to %s are %d months: ask for %d at most", first, last, last-first+1, mostMonths)
	}
	return first, last, nil
}

func usage[T model.Collectivity](ctx context.Context, r *Resolver, objs []T, service string, indicator *string, from, to *model.Month) ([][]*model.UsageMonth, error) {
	first, last, err := r.months(from, to)
	if err != nil {
		return nil, err
	}
	by, err := r.Actions.Indicator(ctx, service, indicator)
	if err != nil {
		return nil, err
	}
	return r.DB.UsageOf(ctx, ids(objs), by.ID, first, last)
}
