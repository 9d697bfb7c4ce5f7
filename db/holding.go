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
	own, pooled map[model.CollectivityID][]grant
	known       map[grant][]made // by the first grant
}

// made is the list of those who hold these grants.
type made struct {
	of   []grant
	list []*model.Entitlement
}

func (h *holdings) add(to *map[model.CollectivityID][]grant, body model.CollectivityID, g grant) {
	if *to == nil {
		*to = map[model.CollectivityID][]grant{}
	}
	(*to)[body] = append((*to)[body], g)
}

// of makes the list of a body, its own rights first, one entitlement per service. Equal grants share a list.
func (h *holdings) of(id model.CollectivityID) []*model.Entitlement {
	grants := h.pooled[id]
	if own := h.own[id]; len(own) > 0 {
		grants = slices.Concat(own, grants)
	}
	if len(grants) == 0 {
		return []*model.Entitlement{}
	}
	same := h.known[grants[0]]
	if at := slices.IndexFunc(same, func(m made) bool { return slices.Equal(m.of, grants) }); at >= 0 {
		return same[at].list
	}
	if h.known == nil {
		h.known = map[grant][]made{}
	}
	list := entitlements(grants)
	h.known[grants[0]] = append(same, made{grants, list})
	return list
}

func entitlements(grants []grant) (list []*model.Entitlement) {
	for _, g := range grants {
		slab := make([]model.Entitlement, len(*g.opens))
		for i, o := range *g.opens {
			slab[i] = model.Entitlement{ServiceID: o.id, SubscriptionID: g.ID, PayerID: g.SubscriberID, Scope: g.Scope, Since: max(g.since, o.since)}
			g.hang(&slab[i], o.service)
			list = append(list, &slab[i])
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
