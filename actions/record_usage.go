package actions

import (
	"context"
	"fmt"

	"maillage/db"
	"maillage/model"
)

// mostCounts is how many counts one call records: what the door lets in.
const mostCounts = 4000

// openMonths is how long after its end a month can be reported and corrected.
const openMonths = 24

// RecordUsage records what the platform of a service counted in a month. Lines at fault are told by their place; the others stand.
func (a *Actions) RecordUsage(ctx context.Context, in model.RecordUsageInput, who *model.Viewer) (out *model.RecordUsagePayload, err error) {
	var faults model.Errors
	if n := len(in.Counts); n == 0 || n > mostCounts {
		faults.Add("", model.Invalid("counts", "there are %d counts: send 1 to %d at a time", n, mostCounts))
	}
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		known, err := readIndicators(ctx, tx)
		if err != nil {
			return err
		}
		indicator, err := known.find(in.Service, in.Indicator)
		if s := known.of(indicator); s != nil && !who.Serves(s.ID) {
			return model.NotFound("service", "this key counts no use of %s: give a service that it was made for", in.Service)
		}
		faults.Add("", err)
		faults.Add("month", a.checkMonth(in.Month, known.of(indicator)))
		if err := faults.Err(); err != nil {
			return err
		}
		r := recorder{actions: a, by: who.Name}
		for i, c := range in.Counts {
			r.take(db.UsageLine{Place: i, Indicator: indicator, Month: in.Month, Body: c.Collectivity, Count: c.Count})
		}
		if err := r.write(ctx, tx); err != nil {
			return err
		}
		out = &model.RecordUsagePayload{Accepted: r.accepted, Corrected: r.corrected, Rejected: r.rejections()}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// checkMonth refuses a month that cannot have counts: one to come, one that is closed, or one in which the service was not there.
func (a *Actions) checkMonth(m model.Month, service *model.OfferTerms) error {
	now := model.MonthOf(model.Today(a.Now()))
	switch {
	case m > now:
		return model.Invalid("", "%s has not begun: report a month once it has", m)
	case m < now-openMonths:
		return model.Invalid("", "%s is closed: counts are open for %d months, back to %s", m, openMonths, now-openMonths)
	case service == nil:
		return nil
	case m < model.MonthOf(service.AvailableFrom):
		return model.Invalid("", "%s opened on %s: there is nothing to count in %s", service.Code, service.AvailableFrom, m)
	case service.AvailableTo != nil && *service.AvailableTo <= m.First():
		return model.Invalid("", "%s closed on %s: there is nothing to count in %s", service.Code, service.AvailableTo, m)
	}
	return nil
}

// recorder collects lines, tells those at fault apart, and writes the others.
type recorder struct {
	actions   *Actions
	by        string
	lines     []db.UsageLine
	rejected  map[int]*model.Error
	places    []int // of what was rejected, in no order
	accepted  int
	corrected int
}

func (r *recorder) reject(place int, fault *model.Error) {
	if r.rejected == nil {
		r.rejected = map[int]*model.Error{}
	}
	r.rejected[place], r.places = fault, append(r.places, place)
}

// take takes a line whose indicator and month are sound.
func (r *recorder) take(l db.UsageLine) {
	if fault := checkCount(l.Count); fault != nil {
		r.reject(l.Place, fault)
		return
	}
	r.lines = append(r.lines, l)
}

func checkCount(n int) *model.Error {
	switch {
	case n < 0:
		return model.Invalid("count", "the count is %d: a service is used 0 times or more", n)
	case n > model.MostUsed:
		return model.Invalid("count", "the count is %d, which nobody believes: send at most %d", n, model.MostUsed)
	}
	return nil
}

// write writes what was taken, in the transaction.
func (r *recorder) write(ctx context.Context, tx *db.Store) error {
	faults, corrected, err := tx.RecordUsage(ctx, r.lines, r.by, r.actions.Now())
	if err != nil {
		return err
	}
	at := map[int]db.UsageLine{}
	for _, l := range r.lines {
		at[l.Place] = l
	}
	for _, f := range faults {
		l := at[f.Place]
		switch f.Reason {
		case db.UsageUnknown:
			r.reject(f.Place, model.NotFound("collectivity", "nobody has the SIREN or INSEE code %q: check it", l.Body))
		case db.UsageNotEntitled:
			r.reject(f.Place, model.Invalid("collectivity", "%s had no right to the service in %s: see services(on:), and subscriptions", f.Name, l.Month))
		case db.UsageTwice:
			r.reject(f.Place, model.Conflict("collectivity", "%s is counted by an earlier line: send one count for each body and month", f.Name))
		default:
			return fmt.Errorf("a line of usage is left out for no known reason: %s", f.Reason)
		}
	}
	r.accepted += len(r.lines) - len(faults)
	r.corrected += corrected
	r.lines = r.lines[:0]
	return nil
}
