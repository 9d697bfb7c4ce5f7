package db

import (
	"context"
	"time"

	"maillage/model"
)

// activities reads them from the alias v, their counts only where they are asked for.
func activities(now time.Time) func(t *text, want Fields) reader[*model.Activity] {
	return func(t *text, want Fields) reader[*model.Activity] {
		sum := func(field, what, kind string) string {
			if !want.Has(field) {
				return "0"
			}
			return "(select coalesce(" + what + ", 0) from participation_counts n where n.activity_id = v.id and n.kind = '" + kind + "')"
		}
		status := "case when x.activity_id is not null then 'CANCELLED' when v.starts_at <= " + t.arg(now) + "::timestamptz then 'HELD' else 'PLANNED' end"
		r := rowWith(t, "v", "v.id, v.kind, v.title, v.starts_at, v.place, coalesce(v.service_id, 0), v.audience, coalesce(v.organiser_id, 0), coalesce(v.mandate_id, 0), coalesce(v.network_id, 0), v.demo, "+
			sum("invited", "count(*)", model.CountInvited)+", "+sum("registered", "sum(n.persons)", model.CountRegistered)+", "+sum("attended", "sum(n.persons)", model.CountAttended)+", "+
			status+", x.reason", want, func(a *model.Activity) []any {
			return []any{&a.ID, &a.Kind, &a.Title, &a.Begins, &a.Place, &a.ServiceID, &a.Audience, &a.OrganiserID, &a.MandateID, &a.NetworkID, &a.Demo,
				&a.Invited, &a.Registered, &a.Attended, &a.Status, &a.Cancellation}
		})
		r.joins = " left join activity_cancellations x on x.activity_id = v.id" + r.joins
		return r
	}
}

func activityList(t *text, from *model.Date) *listing {
	l := &listing{text: t, from: "activities v", row: "v", order: order{name: "activity"}}
	if from != nil {
		l.also("v.starts_at >= (%s::date)::timestamp at time zone 'Europe/Paris'", t.arg(*from))
	}
	l.order.by("(extract(epoch from v.starts_at) * 1000000)::bigint", "bigint", "start", model.DirectionAsc)
	l.order.by("v.id", "bigint", "id", model.DirectionAsc)
	return l
}

// ActivitiesOf is a page of what each EPCI organises, and of what it or a member is invited to, by the day.
func (s *Store) ActivitiesOf(ctx context.Context, epcis []model.CollectivityID, from *model.Date, now time.Time, page model.Page, want, row Fields) ([]*model.ActivityConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return pages(ctx, s, question{}, epcis, e, pager[*model.Activity]{page, row, activities(now), func(t *text, _ Edge) *listing {
		l := activityList(t, from)
		l.from, l.parent = "activity_places h join activities v on v.id = h.activity_id", "h.epci_id"
		return l
	}})
}

// AllActivities is a page of all activities, by the day.
func (s *Store) AllActivities(ctx context.Context, from *model.Date, now time.Time, page model.Page, want, row Fields) (*model.ActivityConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return root(ctx, s, question{}, e, pager[*model.Activity]{page, row, activities(now), func(t *text, _ Edge) *listing { return activityList(t, from) }})
}

// Activities are the activities of these keys, each at its place.
func (s *Store) Activities(ctx context.Context, ids []model.ActivityID, now time.Time, want Fields) ([]*model.Activity, error) {
	return byKeys(ctx, s, "", ids, want, func(t *text, e Edge, keys string) (reader[*model.Activity], string) {
		r := activities(now)(t, e.Fields)
		return r, "from activities v" + r.joins + " where v.id = any(" + keys + ")"
	}, func(a *model.Activity) model.ActivityID { return a.ID })
}

// LockActivity keeps others from counting in an activity until the transaction ends.
func (s *Store) LockActivity(ctx context.Context, id model.ActivityID) error {
	_, err := s.ExecContext(ctx, "select from activities where id = ? for update", id)
	return err
}

// CancelActivity records that it does not take place.
func (s *Store) CancelActivity(ctx context.Context, id model.ActivityID, reason, by string, at time.Time) error {
	_, err := s.ExecContext(ctx, "insert into activity_cancellations (activity_id, cancelled_at, reason, recorded_by) values (?, ?, ?, ?)", id, at, reason, by)
	return explain(err)
}
