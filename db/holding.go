package db

import (
	"slices"

	"maillage/model"
)

// grant is a right that a body has since a day.
type grant struct {
	*right
	since model.Date
}

// holdings are the grants of each body: those of its own subscriptions, and those through its EPCI.
type holdings struct {
	own, pooled *many[*chain]
	none        chain
}

// chain is a grant after others. Bodies that were granted the same stand at the same link, and share its list.
type chain struct {
	grant
	before *chain
	longer []*chain // by the row in work: few, since only the days differ
	list   []*model.Entitlement
}

func newHoldings(t *text) *holdings {
	h := &holdings{own: newMany(t, zero[*chain](t)), pooled: newMany(t, zero[*chain](t))}
	t.begins = append(t.begins, func() { h.none = chain{} })
	return h
}

func (h *holdings) add(to *many[*chain], body model.CollectivityID, g grant) {
	at := to.of(int64(body))
	if *at == nil {
		*at = &h.none
	}
	*at = (*at).then(g)
}

func (c *chain) then(g grant) *chain {
	if len(c.longer) > 0 && c.longer[0].right != g.right {
		c.longer = nil
	}
	for _, l := range c.longer {
		if l.since == g.since {
			return l
		}
	}
	l := &chain{grant: g, before: c}
	c.longer = append(c.longer, l)
	return l
}

// grants are those of a chain, the first one first; none has no grant.
func (c *chain) grants() (list []grant) {
	for ; c != nil && c.right != nil; c = c.before {
		list = append(list, c.grant)
	}
	slices.Reverse(list)
	return list
}

// of makes the list of a body, its own rights first, one entitlement per service.
func (h *holdings) of(id int64) []*model.Entitlement {
	own, pooled := h.own.at[id], h.pooled.at[id]
	switch {
	case own == nil && pooled == nil:
		return []*model.Entitlement{}
	case pooled == nil:
		return entitlements((*own).grants())
	case own != nil:
		return entitlements(append((*own).grants(), (*pooled).grants()...))
	}
	c := *pooled
	if c.list == nil {
		c.list = entitlements(c.grants())
	}
	return c.list
}

func entitlements(grants []grant) []*model.Entitlement {
	n := 0
	for _, g := range grants {
		n += len(*g.opens)
	}
	slab, list := make([]model.Entitlement, n), make([]*model.Entitlement, n)
	i := 0
	for _, g := range grants {
		for _, o := range *g.opens {
			slab[i] = model.Entitlement{ServiceID: o.id, SubscriptionID: g.ID, PayerID: g.SubscriberID, Scope: g.Scope, Since: max(g.since, o.since)}
			g.hang(&slab[i], o.service)
			list[i] = &slab[i]
			i++
		}
	}
	return list
}

func (r *right) hang(e *model.Entitlement, service *model.Service) {
	h := r.hung
	if h.told == nil && h.service == nil && len(h.ends) == 0 {
		return
	}
	e.Take(h.room, 2+len(h.ends))
	if h.told != nil {
		e.Hold(h.told, &r.Subscription)
	}
	if h.service != nil {
		e.Hold(h.service.Asked, service)
	}
	for i, o := range h.ends {
		e.Hold(o.edge, r.others[i])
	}
}
