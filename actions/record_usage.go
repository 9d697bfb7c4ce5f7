package actions

import (
	"context"

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
		r := newRecorder(a, who.Name)
		for i, c := range in.Counts {
			r.take(usageLine{i, indicator, in.Month, c.Collectivity, c.Count})
		}
		out = &model.RecordUsagePayload{Rejected: []*model.RejectedCount{}}
		out.Accepted, out.Corrected, err = r.write(ctx, tx)
		for _, l := range r.rejected() {
			out.Rejected = append(out.Rejected, &model.RejectedCount{Index: l.place, Code: string(l.fault.Code), Message: l.fault.Message})
		}
		return err
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
