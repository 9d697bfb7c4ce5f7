package actions

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"maillage/cog"
	"maillage/contribution"
	"maillage/db"
	"maillage/model"
)

// perimeter is what hangs on the perimeters of communes and EPCI on a day: who may use what and who pays for it, and what each payer
// owes in that year by the rules in force.
type perimeter struct {
	rights map[model.CollectivityID][]*model.Entitlement
	owed   map[model.CollectivityID]model.Euro
}

// perimeterOf reads it for these communes; in a year without a rule nobody owes anything.
func (a *Actions) perimeterOf(ctx context.Context, communes []model.CollectivityID, on model.Date) (p perimeter, err error) {
	lists, err := a.DB.EntitlementsOf(ctx, communes, on, db.None)
	if err != nil {
		return p, err
	}
	p.rights = map[model.CollectivityID][]*model.Entitlement{}
	for i, id := range communes {
		p.rights[id] = lists[i]
	}
	p.owed = map[model.CollectivityID]model.Euro{}
	rules, err := a.rulesOf(ctx, on.Year())
	if err != nil || len(rules) == 0 {
		return p, err
	}
	f, err := a.yearFacts(ctx, rules, on.Year(), on.Year())
	if err != nil {
		return p, err
	}
	for _, s := range contribution.Compute(rules, &f.Facts) {
		for _, payer := range s.Payers() {
			p.owed[payer.ID] += payer.Amount
		}
	}
	return p, nil
}

// moved are the communes whose EPCI, or life, a millésime changes.
func moved(r *cog.Report) (ids []model.CollectivityID) {
	for _, list := range [][]cog.Membership{r.Delta.Memberships.Inserted, r.Delta.Memberships.Updated, r.Delta.Memberships.Deleted} {
		for _, m := range list {
			ids = append(ids, model.CollectivityID(m.Commune))
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// tell writes what a millésime did to subscriptions, rights and contributions.
func (a *Actions) tell(ctx context.Context, out io.Writer, on model.Date, passed []Transferred, before, after perimeter) error {
	names, err := a.namesFor(ctx, passed, before, after)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\nSubscriptions that pass to successors: %d\n", len(passed))
	for _, t := range passed {
		var heirs []string
		for _, s := range t.Rows {
			heirs = append(heirs, names.body(s.SubscriberID))
		}
		fmt.Fprintf(out, "  %s, %s, for %s: to %s on %s\n", names.body(t.Ended.SubscriberID), names.offers[t.Ended.OfferID], t.Ended.Scope, strings.Join(heirs, " and "), on)
	}
	var lines []string
	for id, had := range before.rights {
		if change := names.change(had, after.rights[id]); change != "" {
			lines = append(lines, "  "+names.body(id)+": "+change)
		}
	}
	slices.Sort(lines)
	fmt.Fprintf(out, "Communes whose rights change on %s: %d\n", on, len(lines))
	fmt.Fprint(out, text(lines))
	lines = nil
	var was, is model.Euro
	for id := range union(before.owed, after.owed) {
		b, n := before.owed[id], after.owed[id]
		was, is = was+b, is+n
		if b != n {
			lines = append(lines, fmt.Sprintf("  %s: %s € instead of %s €", names.body(id), n, b))
		}
	}
	slices.Sort(lines)
	fmt.Fprintf(out, "Payers whose contribution of %d changes, by the rules in force today: %d; in all %s € instead of %s €\n", on.Year(), len(lines), is, was)
	_, err = fmt.Fprint(out, text(lines))
	return err
}

func text(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

func union[K comparable, V any](a, b map[K]V) map[K]bool {
	all := map[K]bool{}
	for k := range a {
		all[k] = true
	}
	for k := range b {
		all[k] = true
	}
	return all
}
