package db

import (
	"context"

	"maillage/model"
)

// requests reads them from the alias q of requests_now, with the edges that are asked for.
func requests(t *text, want Fields) reader[*model.Request] {
	return rowWith(t, "q", "q.id, q.kind, q.collectivity_id, coalesce(q.epci_id, 0), coalesce(q.mandate_id, 0), coalesce(q.service_id, 0), q.subject, q.body, q.submitted_at, q.status, q.taken_at, q.demo",
		want, func(r *model.Request) []any {
			return []any{&r.ID, &r.Kind, &r.CollectivityID, &r.EPCIID, &r.MandateID, &r.ServiceID, &r.Subject, &r.Body, &r.SubmittedAt, &r.Status, &r.TakenAt, &r.Demo}
		})
}

func requestList(t *text) *listing {
	l := &listing{text: t, from: "requests_now q", row: "q", order: order{name: "request"}}
	l.order.by("q.id", "bigint", "id", model.DirectionAsc)
	return l
}

// RequestsOf is a page of what came from each EPCI and from those that were its members then, oldest first.
func (s *Store) RequestsOf(ctx context.Context, epcis []model.CollectivityID, status *model.RequestStatus, page model.Page, want, row Fields) ([]*model.RequestConnection, error) {
	q := question{name: "requests of"}
	if status != nil {
		q.shape = string(*status)
	}
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return pages(ctx, s, q, epcis, e, pager[*model.Request]{page, row, requests, func(t *text, _ Edge) *listing {
		l := requestList(t)
		l.parent = "q.epci_id"
		if status != nil {
			l.also("q.status = %s", t.arg(string(*status)))
		}
		return l
	}})
}

// AllRequests is a page of the requests that match, oldest first.
func (s *Store) AllRequests(ctx context.Context, f *model.RequestFilter, page model.Page, want, row Fields) (*model.RequestConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return root(ctx, s, question{}, e, pager[*model.Request]{page, row, requests, func(t *text, _ Edge) *listing {
		l := requestList(t)
		if f == nil {
			return l
		}
		if f.Status != nil {
			l.also("q.status = %s", t.arg(string(*f.Status)))
		}
		if f.Kind != nil {
			l.also("q.kind = %s", t.arg(string(*f.Kind)))
		}
		if f.Service != nil {
			l.also("q.service_id = (select id from offers where kind = 'SERVICE' and code = %s)", t.arg(*f.Service))
		}
		if f.EPCI != nil {
			l.also("q.epci_id in (select id from collectivities where kind = 'EPCI' and code = %s)", t.arg(*f.EPCI))
		}
		return l
	}})
}

// Requests are the requests of these keys, each at its place.
func (s *Store) Requests(ctx context.Context, ids []model.RequestID, want Fields) ([]*model.Request, error) {
	return byKeys(ctx, s, "requests", ids, want, func(t *text, e Edge, keys string) (reader[*model.Request], string) {
		r := requests(t, e.Fields)
		return r, "from requests_now q" + r.joins + " where q.id = any(" + keys + ")"
	}, func(r *model.Request) model.RequestID { return r.ID })
}

// StepsOfRequests are what was done about each request, oldest first.
func (s *Store) StepsOfRequests(ctx context.Context, ids []model.RequestID) ([][]*model.RequestStep, error) {
	return lists(ctx, s, "request steps", ids, Edge{Fields: None}, func(*text, Edge) (reader[*model.RequestStep], string) {
		return row("u.status, u.body, u.taken_at, u.recorded_by", func(u *model.RequestStep) []any {
			return []any{&u.Status, &u.Text, &u.TakenAt, &u.RecordedBy}
		}), "from request_steps u where u.request_id = p.id order by u.id"
	}, appended)
}

// LockRequest keeps others from a step about a request until the transaction ends.
func (s *Store) LockRequest(ctx context.Context, id model.RequestID) error {
	_, err := s.ExecContext(ctx, "select from requests where id = ? for update", id)
	return err
}
