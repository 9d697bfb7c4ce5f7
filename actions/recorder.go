package actions

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"maillage/db"
	"maillage/model"
)

// usageLine is the count of a body in a month, as somebody sent it.
type usageLine struct {
	place     int
	indicator *model.ServiceIndicator
	month     model.Month
	body      string // SIREN or INSEE code
	count     int
}

// rejection is a line that is left out.
type rejection struct {
	place int
	fault *model.Error
}

// recorder takes lines, tells those at fault apart, and writes the others. It looks each code and each right up once.
type recorder struct {
	*Actions
	by      string
	lines   []usageLine
	left    []rejection
	bearers map[string][]*db.Bearer
	rights  map[db.RightTo][]model.Period
	counted map[counted]struct{}
}

// counted is what a line counts: once, by whichever code the body is named.
type counted struct {
	body      model.CollectivityID
	indicator int64
	month     model.Month
}

func newRecorder(a *Actions, by string) *recorder {
	return &recorder{Actions: a, by: by, bearers: map[string][]*db.Bearer{}, rights: map[db.RightTo][]model.Period{}, counted: map[counted]struct{}{}}
}

func (r *recorder) reject(place int, fault *model.Error) {
	r.left = append(r.left, rejection{place, fault})
}

// rejected are the lines left out since it was asked last, in their order.
func (r *recorder) rejected() []rejection {
	left := r.left
	r.left = nil
	slices.SortFunc(left, func(a, b rejection) int { return cmp.Compare(a.place, b.place) })
	return left
}

// take takes a line whose indicator and month are sound.
func (r *recorder) take(l usageLine) {
	switch {
	case l.count < 0:
		r.reject(l.place, model.Invalid("count", "the count is %d: a service is used 0 times or more", l.count))
	case l.count > model.MostUsed:
		r.reject(l.place, model.Invalid("count", "the count is %d, which nobody believes: send at most %d", l.count, model.MostUsed))
	default:
		r.lines = append(r.lines, l)
	}
}

// write writes what was taken, in the transaction, and tells how many lines stand and how many of them corrected a count.
func (r *recorder) write(ctx context.Context, tx *db.Store) (accepted, corrected int, err error) {
	bodies, err := r.lookUp(ctx, tx)
	if err != nil {
		return 0, 0, err
	}
	rows := make([]db.UsageCount, 0, len(r.lines))
	for i, l := range r.lines {
		row, fault := r.count(l, bodies[i])
		if fault != nil {
			r.reject(l.place, fault)
			continue
		}
		rows = append(rows, row)
	}
	r.lines = r.lines[:0]
	corrected, err = tx.RecordUsage(ctx, rows, r.by, r.Now())
	return len(rows), corrected, err
}

// lookUp finds the body of each line, and asks for rights that were not asked for before.
func (r *recorder) lookUp(ctx context.Context, tx *db.Store) ([]*db.Bearer, error) {
	codes := map[string]bool{}
	for _, l := range r.lines {
		if _, known := r.bearers[l.body]; !known {
			codes[l.body] = true
		}
	}
	found, err := tx.BearersOf(ctx, slices.Collect(maps.Keys(codes)))
	if err != nil {
		return nil, err
	}
	for code := range codes {
		r.bearers[code] = found[code]
	}
	list := make([]*db.Bearer, len(r.lines))
	bodies, services := map[model.CollectivityID]bool{}, map[model.OfferID]bool{}
	for i, l := range r.lines {
		list[i] = bearer(r.bearers[l.body], l.month)
		if list[i] == nil {
			continue
		}
		if _, known := r.rights[db.RightTo{Body: list[i].ID, Service: l.indicator.ServiceID}]; !known {
			bodies[list[i].ID], services[l.indicator.ServiceID] = true, true
		}
	}
	if len(bodies) == 0 {
		return list, nil
	}
	rights, err := tx.RightsTo(ctx, slices.Collect(maps.Keys(bodies)), slices.Collect(maps.Keys(services)))
	for b := range bodies {
		for s := range services {
			key := db.RightTo{Body: b, Service: s}
			r.rights[key] = rights[key]
		}
	}
	return list, err
}

// bearer is who bore a code in a month: who lives longest of those that were there, since a code goes on when its bearer ends.
func bearer(list []*db.Bearer, m model.Month) (found *db.Bearer) {
	for _, b := range list {
		there := b.Life.To == nil || m.First() < *b.Life.To
		if found == nil || there && (found.Life.From < b.Life.From || found.Life.To != nil && *found.Life.To <= m.First()) {
			found = b
		}
	}
	return found
}

// count is the row of a line, or what is wrong with it.
func (r *recorder) count(l usageLine, body *db.Bearer) (row db.UsageCount, fault *model.Error) {
	if body == nil {
		return row, model.NotFound("collectivity", "nobody has the SIREN or INSEE code %q: check it", l.body)
	}
	first, next := l.month.First(), (l.month + 1).First()
	month := model.Period{From: first, To: &next}
	if !slices.ContainsFunc(r.rights[db.RightTo{Body: body.ID, Service: l.indicator.ServiceID}], month.Overlaps) {
		return row, model.Invalid("collectivity", "%s had no right to the service in %s: see services(on:), and subscriptions", body.Name, l.month)
	}
	what := counted{body.ID, l.indicator.ID, l.month}
	if _, twice := r.counted[what]; twice {
		return row, model.Conflict("collectivity", "%s is counted by an earlier line for %s: send one count for each body and month", body.Name, l.month)
	}
	r.counted[what] = struct{}{}
	return db.UsageCount{Body: body.ID, Indicator: l.indicator.ID, Month: l.month, Count: l.count}, nil
}
