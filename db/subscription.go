package db

import (
	"context"
	"math"
	"slices"

	"maillage/model"
)

// subscriptionColumns are the columns of the alias s beside the id, each with the GraphQL fields that need it.
var subscriptionColumns = []struct {
	column string
	fields []string
	into   func(*model.Subscription) any
}{
	{"s.subscriber_id", []string{"subscriber"}, func(s *model.Subscription) any { return &s.SubscriberID }},
	{"s.offer_id", []string{"offer"}, func(s *model.Subscription) any { return &s.OfferID }},
	{"s.scope", []string{"scope"}, func(s *model.Subscription) any { return &s.Scope }},
	{"s.requires_acceptance", []string{"requiresAcceptance"}, func(s *model.Subscription) any { return &s.RequiresAcceptance }},
	{days("s.starts_on"), []string{"startsOn", "status"}, func(s *model.Subscription) any { return &s.StartsOn }},
	{days("s.ends_on"), []string{"endsOn", "status"}, func(s *model.Subscription) any { return &s.EndsOn }},
	{days("s.terminated_on"), []string{"terminatedOn"}, func(s *model.Subscription) any { return &s.TerminatedOn }},
	{days("s.former_ends_on"), []string{"formerEndsOn"}, func(s *model.Subscription) any { return &s.FormerEndsOn }},
	{suspended, []string{"status"}, func(s *model.Subscription) any { return (*periods)(&s.Suspended) }},
	{"s.deliberation_number", []string{"deliberation"}, func(s *model.Subscription) any { return &s.DeliberationNumber }},
	{days("s.deliberation_date"), []string{"deliberation"}, func(s *model.Subscription) any { return &s.DeliberationDate }},
	{"s.version", []string{"version"}, func(s *model.Subscription) any { return &s.Version }},
	{"s.demo", []string{"demo"}, func(s *model.Subscription) any { return &s.Demo }},
}

// subscriptions reads them from the alias s, and along with them offer and subscriber if they are asked for.
func subscriptions(t *text, want Fields) reader[*model.Subscription] {
	var s model.Subscription
	columns, dest := "s.id as s_id", []any{&s.ID}
	for _, c := range subscriptionColumns {
		if slices.ContainsFunc(c.fields, want.Has) {
			columns, dest = columns+", "+c.column, append(dest, c.into(&s))
		}
	}
	ends, room := t.ahead("s", want), newSlab[model.Subscription](t)
	columns, joins, dest := withEnds(columns, dest, ends)
	return reader[*model.Subscription]{columns, joins, dest, func() *model.Subscription {
		row := room.next()
		*row = s
		t.hold(row, int64(row.ID), ends)
		return row
	}}
}

// Subscriptions are the subscriptions of these keys, each at its place.
func (s *Store) Subscriptions(ctx context.Context, ids []model.SubscriptionID, want Fields) ([]*model.Subscription, error) {
	return byKeys(ctx, s, "subscriptions", ids, want, func(t *text, e Edge, keys string) (reader[*model.Subscription], string) {
		r := subscriptions(t, e.Fields)
		return r, "from subscriptions s" + r.joins + " where s.id = any(" + keys + ")"
	}, func(v *model.Subscription) model.SubscriptionID { return v.ID })
}

// SubscriptionsOf is a page of the subscriptions of each subscriber, in the order they were entered; with a day those
// that are in force or announced on it.
func (s *Store) SubscriptionsOf(ctx context.Context, subscribers []model.CollectivityID, on *model.Date, page model.Page, want, row Fields) ([]*model.SubscriptionConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	if on != nil {
		e.On, e.Dated = *on, true
	}
	return pages(ctx, s, question{name: "subscriptions of"}, subscribers, e, pager[*model.Subscription]{page, row, subscriptions, subscriptionsOf})
}

func subscriptionsOf(t *text, e Edge) *listing {
	l := &listing{text: t, from: "subscriptions s", row: "s", parent: "s.subscriber_id", order: order{name: "subscription"}}
	if e.Dated {
		l.also("(s.ends_on is null or %s < s.ends_on and s.starts_on < s.ends_on)", t.day(e))
	}
	l.order.by("s.id", "bigint", "id", model.DirectionAsc)
	return l
}

// SubscribersOf is a page of those who hold a subscription to each service on a day, alone or in a bundle.
func (s *Store) SubscribersOf(ctx context.Context, services []model.OfferID, on model.Date, page model.Page, want, row Fields) ([]*model.CollectivityConnection, error) {
	e := Edge{Arguments: Arguments{On: on, First: page.First}, Fields: want}
	return pages(ctx, s, question{name: "subscribers of"}, services, e, pager[model.Collectivity]{page, row, collectivities, subscribersOf})
}

func subscribersOf(t *text, e Edge) *listing {
	l := &listing{text: t, parent: "h.service_id", order: byName()}
	day := t.day(e)
	l.from = "(select distinct b.service_id, s.subscriber_id from subscriptions s join offer_services b on b.offer_id = s.offer_id where " +
		in("s.starts_on", "s.ends_on", day) + " and " + in("b.valid_from", "b.valid_to", day) + ") h join collectivities c on c.id = h.subscriber_id"
	return l
}

// BeneficiariesOf is a page of those who may use the offer through each subscription on a day.
func (s *Store) BeneficiariesOf(ctx context.Context, ids []model.SubscriptionID, on model.Date, page model.Page, want, row Fields) ([]*model.CollectivityConnection, error) {
	e := Edge{Arguments: Arguments{On: on, First: page.First}, Fields: want}
	return pages(ctx, s, question{name: "beneficiaries of"}, ids, e, pager[model.Collectivity]{page, row, collectivities, beneficiariesOf})
}

func beneficiariesOf(t *text, e Edge) *listing {
	return &listing{text: t, parent: "h.subscription_id", order: byName(), from: "(" + holders(t.day(e)) + ") h join collectivities c on c.id = h.beneficiary_id"}
}

// holders is the statement of who may use what on a day: beneficiary_id, subscription_id, offer_id and since when.
func holders(day string) string {
	return `select s.subscriber_id as beneficiary_id, s.id as subscription_id, s.offer_id, s.starts_on as since from subscriptions s
		where s.scope in ('OWN', 'OWN_AND_MEMBERS') and ` + givesRights("s", day) + `
		union all
		select m.member_id, s.id, s.offer_id, greatest(s.starts_on, m.starts_on) from subscriptions s join memberships m on m.group_id = s.subscriber_id
		where s.scope in ('MEMBERS', 'OWN_AND_MEMBERS') and ` + givesRights("s", day) + ` and ` + in("m.starts_on", "m.ends_on", day) + ` and ` + present("s", "m.member_id", day)
}

// CommunesUnder are the communes whose rights may hang on the subscriptions of these bodies: they themselves, and who was or is
// their member.
func (s *Store) CommunesUnder(ctx context.Context, bodies []model.CollectivityID) (ids []model.CollectivityID, err error) {
	var id model.CollectivityID
	err = s.query(ctx, "select id from collectivities where kind = 'COMMUNE' and id = any($1) union select member_id from memberships where group_id = any($1) order by 1",
		[]any{keys(distinct(bodies))}, []any{&id}, func() error {
			ids = append(ids, id)
			return nil
		})
	return ids, err
}

// Beside is another subscription of the same subscriber to the same offer at the same time as one, stored or not; nil where
// there is none.
func (s *Store) Beside(ctx context.Context, sub *model.Subscription) (*model.Subscription, error) {
	return one(ctx, s, question{}, "s", All, func(t *text, e Edge) (reader[*model.Subscription], string) {
		r := subscriptions(t, e.Fields)
		return r, "from subscriptions s where s.subscriber_id = " + t.given(0) + " and s.offer_id = " + t.given(1) + " and s.id <> " + t.given(2) +
			" and daterange(s.starts_on, s.ends_on) && daterange(" + t.given(3) + "::date, " + t.given(4) + "::date) order by s.starts_on limit 1"
	}, int64(sub.SubscriberID), int64(sub.OfferID), int64(sub.ID), sub.StartsOn, orNull(sub.EndsOn))
}

func byName() order {
	o := order{name: "collectivity"}
	o.by(`c.name collate "fr-x-icu"`, `text collate "fr-x-icu"`, "name", model.DirectionAsc)
	o.by("c.id", "bigint", "id", model.DirectionAsc)
	return o
}

// ExclusionsOf are the members that stay out of each subscription on a day.
func (s *Store) ExclusionsOf(ctx context.Context, ids []model.SubscriptionID, on model.Date, want Fields) ([][]*model.Exclusion, error) {
	return lists(ctx, s, "exclusions", ids, Edge{Arguments: Arguments{On: on}, Fields: want}, exclusions, appended)
}

func exclusions(t *text, e Edge) (reader[*model.Exclusion], string) {
	r := rowWith(t, "x", "x.collectivity_id, x.reason, "+days("x.starts_on")+", "+days("x.ends_on"), e.Fields, func(x *model.Exclusion) []any {
		return []any{&x.CollectivityID, &x.Reason, &x.StartsOn, &x.EndsOn}
	})
	return r, "from exclusions x" + r.joins + " where x.subscription_id = p.id and " + in("x.starts_on", "x.ends_on", t.day(e)) + " order by x.collectivity_id"
}

// OverlapsOf are, for each subscription, the others through which somebody may use a service on a day on which they may use
// it through this one too: the days of each right are a set, since who declined for a year has a right before and after it.
func (s *Store) OverlapsOf(ctx context.Context, ids []model.SubscriptionID, want Fields) ([][]*model.Subscription, error) {
	return lists(ctx, s, "overlaps", ids, Edge{Fields: want}, overlaps, appended)
}

func overlaps(t *text, e Edge) (reader[*model.Subscription], string) {
	r := subscriptions(t, e.Fields)
	return r, `from subscriptions s` + r.joins + ` where s.id in (select f.id from subscriptions t
		join lateral (
			select t.subscriber_id as id, ` + daysOfRights("t") + ` as days where t.scope <> 'MEMBERS'
			union all
			select m.member_id, ` + daysAsMember("t") + ` from memberships m where m.group_id = t.subscriber_id and t.scope <> 'OWN'
		) b on true
		join lateral (
			select o.id, o.offer_id, ` + daysOfRights("o") + ` as days from subscriptions o
			where o.subscriber_id = b.id and o.scope <> 'MEMBERS'
			union all
			select o.id, o.offer_id, ` + daysAsMember("o") + ` from memberships m join subscriptions o on o.subscriber_id = m.group_id and o.scope <> 'OWN'
			where m.member_id = b.id
		) f on f.id <> t.id and f.days && b.days
		where t.id = p.id and exists (select from offer_services p join offer_services q using (service_id) join offers v on v.id = p.service_id
			where p.offer_id = t.offer_id and q.offer_id = f.offer_id and b.days * f.days &&
				daterange(p.valid_from, p.valid_to) * daterange(q.valid_from, q.valid_to) * daterange(v.available_from, v.available_to)))
		order by s.id`
}

// suspended are first days and first days out of the suspensions of a subscription, one after the other.
const suspended = `array(select unnest(array[u.starts_on - 'epoch'::date, coalesce(u.ends_on - 'epoch'::date, 2147483647)]) from suspensions u
	where u.subscription_id = s.id order by u.starts_on)`

type periods []model.Period

// Scan reads what suspended wrote.
func (p *periods) Scan(v any) error {
	var days numbers
	err := days.Scan(v)
	*p = nil
	for i := 0; i+1 < len(days); i += 2 {
		one := model.Period{From: model.Date(days[i])}
		if to := model.Date(days[i+1]); to != math.MaxInt32 {
			one.To = &to
		}
		*p = append(*p, one)
	}
	return err
}
