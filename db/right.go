package db

// A subscription gives rights while it is in force and not suspended; a member in its scope has them while it is a member
// and not absent (the view absences: it declined, was left out, or has yet to accept). The statements about rights are made
// of these.

// givesRights keeps the subscriptions of an alias that give rights on a day.
func givesRights(s, day string) string {
	return in(s+".starts_on", s+".ends_on", day) +
		" and not exists (select from suspensions u where u.subscription_id = " + s + ".id and " + in("u.starts_on", "u.ends_on", day) + ")"
}

// present keeps the members that a subscription reaches on a day: what the view absences says, in the words that a single day is
// looked up with.
func present(s, member, day string) string {
	return "not exists (select from exclusions x where x.subscription_id = " + s + ".id and x.collectivity_id = " + member + " and " + in("x.starts_on", "x.ends_on", day) + ")" +
		" and (not " + s + ".requires_acceptance or exists (select from acceptances a where a.subscription_id = " + s + ".id and a.collectivity_id = " + member +
		" and " + in("a.starts_on", "a.ends_on", day) + "))"
}

// absent selects the members that a subscription does not reach on a day; of those who have to accept it, the array members
// holds who matter.
func absent(s, members, day string) string {
	return "select x.collectivity_id from exclusions x where x.subscription_id = " + s + ".id and " + in("x.starts_on", "x.ends_on", day) +
		" union all select w.id from unnest(" + members + ") w(id) where " + s + ".requires_acceptance and not exists (" +
		"select from acceptances a where a.subscription_id = " + s + ".id and a.collectivity_id = w.id and " + in("a.starts_on", "a.ends_on", day) + ")"
}

// daysOfRights are the days on which a subscription gives rights, as a multirange. Few are ever suspended, and the others cost
// no look-up.
func daysOfRights(s string) string {
	all := "datemultirange(daterange(" + s + ".starts_on, " + s + ".ends_on))"
	return "case when " + s + ".id in (select subscription_id from suspensions) then " + all + " - (" +
		"select range_agg(daterange(u.starts_on, u.ends_on)) from suspensions u where u.subscription_id = " + s + ".id) else " + all + " end"
}

// daysAsMember are the days on which the membership m gives the rights of a subscription. Few members are ever absent.
func daysAsMember(s string) string {
	all := "(" + daysOfRights(s) + ") * datemultirange(daterange(m.starts_on, m.ends_on))"
	return "case when " + s + ".requires_acceptance or (" + s + ".id, m.member_id) in (select subscription_id, collectivity_id from exclusions) then " + all + " - coalesce((" +
		"select range_agg(daterange(x.starts_on, x.ends_on)) from absences x where x.subscription_id = " + s + ".id and x.collectivity_id = m.member_id), '{}') else " + all + " end"
}

// rightsOver is the statement of the days on which each of some bodies may use each service, a row per subscription that gives
// the right: parent, id, service_id and days, which are empty where it never did. bodies is a select of parent, for whoever asks,
// and id; which, where it is given, an array of the services that matter. Fences keep the days from being computed wherever they
// are mentioned.
func rightsOver(bodies, which string) string {
	opens := "select b.offer_id, b.service_id, datemultirange(daterange(b.valid_from, b.valid_to) * daterange(o.available_from, o.available_to)) as days" +
		" from offer_services b join offers o on o.id = b.service_id"
	matters := ""
	if which != "" {
		opens += " where b.service_id = any(" + which + ")"
		matters = " and s.offer_id in (select offer_id from offer_services where service_id = any(" + which + "))"
	}
	return "select g.parent, g.id, b.service_id, g.days * b.days as days from (" +
		"select c.parent, c.id, s.offer_id, " + daysOfRights("s") + " as days from (" + bodies + ") c join subscriptions s on s.subscriber_id = c.id and s.scope <> 'MEMBERS'" + matters +
		" union all select c.parent, c.id, s.offer_id, " + daysAsMember("s") + " from (" + bodies + ") c join memberships m on m.member_id = c.id" +
		" join subscriptions s on s.subscriber_id = m.group_id and s.scope <> 'OWN'" + matters + ") g" +
		" join (" + opens + " offset 0) b on b.offer_id = g.offer_id offset 0"
}
