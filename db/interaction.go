package db

import (
	"context"

	"maillage/model"
)

func interactions(t *text, want Fields) reader[*model.Interaction] {
	return rowWith(t, "i", "i.kind, coalesce(i.mandate_id, 0), coalesce(i.service_id, 0), "+days("i.on_date")+", i.note", want, func(i *model.Interaction) []any {
		return []any{&i.Kind, &i.MandateID, &i.ServiceID, &i.On, &i.Note}
	})
}

// InteractionsOf is a page of when somebody was in touch with each commune, latest first; with an EPCI only where that was in it.
func (s *Store) InteractionsOf(ctx context.Context, communes []model.CollectivityID, within model.CollectivityID, page model.Page, want, row Fields) ([]*model.InteractionConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return pages(ctx, s, question{}, communes, e, pager[*model.Interaction]{page, row, interactions, func(t *text, _ Edge) *listing {
		l := &listing{text: t, from: "interactions i", row: "i", parent: "i.collectivity_id", order: order{name: "interaction"}}
		if within != 0 {
			l.also("i.epci_id = %s", t.arg(int64(within)))
		}
		l.order.by(days("i.on_date"), "int", "day", model.DirectionDesc)
		l.order.by("i.id", "bigint", "id", model.DirectionDesc)
		return l
	}})
}
