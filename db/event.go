package db

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"maillage/model"
)

// Record appends an event. Events get their keys in the order in which their transactions end, so that whoever reads the feed
// from a cursor on misses none: it comes last in its transaction.
func (s *Store) Record(ctx context.Context, events ...*model.Event) error {
	if len(events) == 0 {
		return nil
	}
	if err := s.Lock(ctx, "events"); err != nil {
		return err
	}
	return s.Insert(ctx, &events)
}

// events reads them from the alias v; before and after only where they are asked for.
func events(_ *text, want Fields) reader[*model.Event] {
	columns := "v.id, v.happened_at, v.actor, v.verb, v.subscription_id, v.collectivity_id"
	var v model.Event
	var before, after *string
	dest := []any{&v.ID, &v.HappenedAt, &v.Actor, &v.Verb, &v.SubscriptionID, &v.CollectivityID}
	for _, c := range []struct {
		name string
		into **string
	}{{"before", &before}, {"after", &after}} {
		if want.Has(c.name) {
			columns, dest = columns+", v."+c.name, append(dest, c.into)
		}
	}
	return reader[*model.Event]{columns, "", dest, func() *model.Event {
		row := v
		row.Former, row.Latter = document(before), document(after)
		return &row
	}}
}

func document(text *string) json.RawMessage {
	if text == nil {
		return nil
	}
	return json.RawMessage(*text)
}

// HistoryOf is a page of the events of each subscription, latest first.
func (s *Store) HistoryOf(ctx context.Context, ids []model.SubscriptionID, page model.Page, want, row Fields) ([]*model.EventConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return pages(ctx, s, question{name: "history"}, ids, e, pager[*model.Event]{page, row, events, func(t *text, _ Edge) *listing {
		l := &listing{text: t, from: "events v", row: "v", parent: "v.subscription_id", order: order{name: "history"}}
		l.order.by("v.id", "bigint", "id", model.DirectionDesc)
		return l
	}})
}

// Events is a page of all events that match, oldest first. Nobody's code is NOT_FOUND.
func (s *Store) Events(ctx context.Context, filter *model.EventFilter, page model.Page, want, row Fields) (*model.EventConnection, error) {
	if filter != nil && filter.Collectivity != nil {
		var known bool
		code := *filter.Collectivity
		err := s.query(ctx, "select exists ("+bearers("$1")+")", []any{code}, []any{&known}, func() error { return nil })
		if err == nil && !known {
			err = model.NotFound("filter.collectivity", "no collectivity has the SIREN or INSEE code %q: check it", code)
		}
		if err != nil {
			return nil, err
		}
	}
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return root(ctx, s, question{}, e, pager[*model.Event]{page, row, events, func(t *text, _ Edge) *listing {
		l := &listing{text: t, from: "events v", row: "v", order: order{name: "event"}}
		l.order.by("v.id", "bigint", "id", model.DirectionAsc)
		if filter != nil {
			l.about(filter)
		}
		return l
	}})
}

// bearers are the collectivities that a SIREN or a code names.
func bearers(code string) string {
	return "select id from collectivities where siren = " + code + " or code = " + code
}

// about keeps the events of a filter.
func (l *listing) about(filter *model.EventFilter) {
	if filter.Subscription != nil {
		key, _ := model.ParseID(*filter.Subscription)
		id, _ := key.(model.SubscriptionID) // an identifier of something else has no events
		l.also("v.subscription_id = %s", l.arg(int64(id)))
	}
	if filter.Collectivity != nil {
		l.also("v.collectivity_id in (%s)", bearers(l.arg(*filter.Collectivity)))
	}
	if len(filter.Verbs) > 0 {
		list := make([]string, len(filter.Verbs))
		for i, v := range filter.Verbs {
			list[i] = l.arg(string(v))
		}
		l.also("v.verb in (%s)", strings.Join(list, ", "))
	}
	if filter.Since != nil {
		l.also("v.happened_at >= %s", l.arg(time.Time(*filter.Since)))
	}
	if filter.Until != nil {
		l.also("v.happened_at < %s", l.arg(time.Time(*filter.Until)))
	}
}
