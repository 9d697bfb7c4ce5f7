package db

import (
	"context"

	"maillage/model"
)

func networks(*text, Fields) reader[*model.Network] {
	return row("w.id, w.topic, w.purpose, "+days("w.created_on")+", w.demo", func(n *model.Network) []any {
		return []any{&n.ID, &n.Topic, &n.Purpose, &n.CreatedOn, &n.Demo}
	})
}

// Networks are the networks of these keys, each at its place.
func (s *Store) Networks(ctx context.Context, ids []model.NetworkID) ([]*model.Network, error) {
	return byKeys(ctx, s, "networks", ids, None, func(t *text, e Edge, keys string) (reader[*model.Network], string) {
		return networks(t, e.Fields), "from networks w where w.id = any(" + keys + ")"
	}, func(n *model.Network) model.NetworkID { return n.ID })
}

// AllNetworks are all of them, by topic.
func (s *Store) AllNetworks(ctx context.Context) ([]*model.Network, error) {
	return every(ctx, s, question{}, "", None, func(t *text, e Edge) (reader[*model.Network], string) {
		return networks(t, e.Fields), `from networks w order by w.topic collate "fr-x-icu"`
	})
}

// NetworkMembersOf are the members of each network on a day, by name.
func (s *Store) NetworkMembersOf(ctx context.Context, ids []model.NetworkID, on model.Date, want Fields) ([][]*model.NetworkMember, error) {
	return lists(ctx, s, "network members", ids, Edge{Arguments: Arguments{On: on}, Fields: want}, func(t *text, e Edge) (reader[*model.NetworkMember], string) {
		r := rowWith(t, "w", "w.collectivity_id, coalesce(w.mandate_id, 0), "+days("w.since")+", "+days("w.until"), e.Fields, func(m *model.NetworkMember) []any {
			return []any{&m.CollectivityID, &m.MandateID, &m.Since, &m.Until}
		})
		return r, "from network_members w join collectivities c on c.id = w.collectivity_id" + r.joins + " where w.network_id = p.id and " + in("w.since", "w.until", t.day(e)) +
			` order by c.name collate "fr-x-icu", c.id`
	}, appended)
}

// LeaveNetwork ends a membership that goes on; false tells that there is none.
func (s *Store) LeaveNetwork(ctx context.Context, id model.NetworkID, who model.CollectivityID, until model.Date) (bool, error) {
	res, err := s.ExecContext(ctx, "update network_members set until = ? where network_id = ? and collectivity_id = ? and until is null and since < ?", until, id, who, until)
	if err != nil {
		return false, explain(err)
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// networkAhead reads the network of an activity that may have none.
func networkAhead(_ *text, from, to string, _ Edge) end {
	var n model.Network
	return end{joins: " left join networks " + to + " on " + to + ".id = " + from + ".network_id",
		columns: "coalesce(" + to + ".id, 0) as " + to + "_id, coalesce(" + to + ".topic, ''), coalesce(" + to + ".purpose, ''), coalesce(" + days(to+".created_on") + ", 0), coalesce(" + to + ".demo, false)",
		dest:    []any{&n.ID, &n.Topic, &n.Purpose, &n.CreatedOn, &n.Demo},
		take: func(int64) any {
			if n.ID == 0 {
				return nil
			}
			row := n
			return &row
		}}
}
