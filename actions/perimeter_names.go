package actions

import (
	"context"
	"maps"
	"slices"
	"strings"

	"maillage/db"
	"maillage/model"
)

// called are the names of bodies and the codes of offers that a report tells of.
type called struct {
	bodies map[model.CollectivityID]*model.Body
	offers map[model.OfferID]string
}

func (a *Actions) namesFor(ctx context.Context, passed []Transferred, all ...perimeter) (called, error) {
	c := called{map[model.CollectivityID]*model.Body{}, map[model.OfferID]string{}}
	for _, t := range passed {
		c.bodies[t.Ended.SubscriberID] = nil
		c.offers[t.Ended.OfferID] = ""
		for _, s := range t.Rows {
			c.bodies[s.SubscriberID] = nil
		}
	}
	for _, p := range all {
		for id := range p.owed {
			c.bodies[id] = nil
		}
		for id, rights := range p.rights {
			c.bodies[id] = nil
			for _, e := range rights {
				c.bodies[e.PayerID], c.offers[e.ServiceID] = nil, ""
			}
		}
	}
	bodies, err := a.DB.Collectivities(ctx, slices.Sorted(maps.Keys(c.bodies)), db.All)
	if err != nil {
		return c, err
	}
	for _, b := range bodies {
		c.bodies[b.Base().ID] = b.Base()
	}
	offers, err := a.DB.Offers(ctx, slices.Sorted(maps.Keys(c.offers)), db.All)
	for _, o := range offers {
		c.offers[o.Terms().ID] = o.Terms().Code
	}
	return c, err
}

func (c called) body(id model.CollectivityID) string {
	return c.bodies[id].Code + " " + c.bodies[id].Name
}

// change tells in one line how rights differ, "" where they do not.
func (c called) change(had, has []*model.Entitlement) string {
	was, is := c.payers(had), c.payers(has)
	var lost, won, passed []string
	for _, service := range slices.Sorted(maps.Keys(union(was, is))) {
		switch b, n := was[service], is[service]; {
		case n == "":
			lost = append(lost, service)
		case b == "":
			won = append(won, service+" (paid by "+n+")")
		case b != n:
			passed = append(passed, service+" (paid by "+n+" instead of "+b+")")
		}
	}
	var parts []string
	for _, p := range []struct {
		verb string
		list []string
	}{{"loses ", lost}, {"gains ", won}, {"keeps ", passed}} {
		if len(p.list) > 0 {
			parts = append(parts, p.verb+strings.Join(p.list, ", "))
		}
	}
	return strings.Join(parts, "; ")
}

// payers are those through whom each service may be used.
func (c called) payers(rights []*model.Entitlement) map[string]string {
	all := map[string][]string{}
	for _, e := range rights {
		service := c.offers[e.ServiceID]
		all[service] = append(all[service], c.bodies[e.PayerID].Name)
	}
	joined := map[string]string{}
	for service, names := range all {
		slices.Sort(names)
		joined[service] = strings.Join(slices.Compact(names), " and ")
	}
	return joined
}
