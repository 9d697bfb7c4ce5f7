package db

import (
	"context"

	"maillage/model"
)

// StepsOf is a page of the members in each subscription's scope on a day, each with where it stands then, by name.
func (s *Store) StepsOf(ctx context.Context, ids []model.SubscriptionID, on model.Date, stage *model.BeneficiaryStage, page model.Page, want Fields) ([]*model.BeneficiaryStepConnection, error) {
	q := question{name: "steps"}
	if stage != nil {
		q.shape = string(*stage)
	}
	e := Edge{Arguments: Arguments{On: on, First: page.First}, Fields: want}
	return pages(ctx, s, q, ids, e, pager[*model.BeneficiaryStep]{page, None, steps, func(t *text, e Edge) *listing {
		l := &listing{text: t, row: "h", parent: "h.subscription_id", order: byName(), from: "(" + stages(t.day(e)) + ") h join collectivities c on c.id = h.member_id"}
		if stage != nil {
			l.also("h.stage = %s", t.arg(string(*stage)))
		}
		return l
	}})
}

// stages is the statement of where each member in the scope of a subscription stands on a day.
func stages(day string) string {
	return `select s.id as subscription_id, m.member_id, case when x.reason = 'EXCLUDED' then 'EXCLUDED' when x.reason = 'DECLINED' then 'DECLINED'
			when a.starts_on <= ` + day + ` then 'ACTIVE' when a.signed_on is not null then 'ACCEPTED' else 'OFFERED' end as stage,
			case when x.reason is not null then x.starts_on when a.starts_on <= ` + day + ` then a.starts_on else a.signed_on end as since,
			a.agreement, a.signed_on, a.correspondent_id
		from subscriptions s join memberships m on m.group_id = s.subscriber_id and ` + in("m.starts_on", "m.ends_on", day) + `
		left join exclusions x on x.subscription_id = s.id and x.collectivity_id = m.member_id and ` + in("x.starts_on", "x.ends_on", day) + `
		left join acceptances a on a.subscription_id = s.id and a.collectivity_id = m.member_id and ` + in("a.signed_on", "a.ends_on", day) + `
		where s.scope <> 'OWN' and ` + in("s.starts_on", "s.ends_on", day)
}

func steps(*text, Fields) reader[*model.BeneficiaryStep] {
	return row("h.member_id, h.stage, "+days("h.since")+", h.agreement, "+days("h.signed_on")+", coalesce(h.correspondent_id, 0)", func(p *model.BeneficiaryStep) []any {
		return []any{&p.CollectivityID, &p.Stage, &p.Since, &p.Kind, &p.SignedOn, &p.MandateID}
	})
}

// AbsencesAmong are the exclusions of a member from a subscription, oldest first.
func (s *Store) AbsencesAmong(ctx context.Context, sub model.SubscriptionID, member model.CollectivityID) ([]*model.Exclusion, error) {
	return every(ctx, s, question{}, "", None, func(t *text, _ Edge) (reader[*model.Exclusion], string) {
		return row("subscription_id, collectivity_id, reason, "+days("starts_on")+", "+days("ends_on"), func(x *model.Exclusion) []any {
			return []any{&x.SubscriptionID, &x.CollectivityID, &x.Reason, &x.StartsOn, &x.EndsOn}
		}), "from exclusions where subscription_id = " + t.given(0) + " and collectivity_id = " + t.given(1) + " order by starts_on"
	}, int64(sub), int64(member))
}

// AcceptancesAmong are the acceptances of a subscription by a member, oldest first.
func (s *Store) AcceptancesAmong(ctx context.Context, sub model.SubscriptionID, member model.CollectivityID) ([]*model.Acceptance, error) {
	return every(ctx, s, question{}, "", None, func(t *text, _ Edge) (reader[*model.Acceptance], string) {
		return row("subscription_id, collectivity_id, agreement, "+days("signed_on")+", "+days("starts_on")+", "+days("ends_on")+", correspondent_id", func(a *model.Acceptance) []any {
			return []any{&a.SubscriptionID, &a.CollectivityID, &a.Agreement, &a.SignedOn, &a.StartsOn, &a.EndsOn, &a.CorrespondentID}
		}), "from acceptances where subscription_id = " + t.given(0) + " and collectivity_id = " + t.given(1) + " order by starts_on"
	}, int64(sub), int64(member))
}

// SuspensionsOf are the suspensions of each subscription, oldest first.
func (s *Store) SuspensionsOf(ctx context.Context, ids []model.SubscriptionID) ([][]*model.Suspension, error) {
	return lists(ctx, s, "suspensions", ids, Edge{Fields: None}, func(*text, Edge) (reader[*model.Suspension], string) {
		return row("u.subscription_id, "+days("u.starts_on")+", "+days("u.ends_on")+", u.reason", func(u *model.Suspension) []any {
			return []any{&u.SubscriptionID, &u.StartsOn, &u.EndsOn, &u.Reason}
		}), "from suspensions u where u.subscription_id = p.id order by u.starts_on"
	}, appended)
}

// CorrespondentOf is the mandate by which a person of this name is the correspondent of a body on a day; nil where there is none.
func (s *Store) CorrespondentOf(ctx context.Context, body model.CollectivityID, name string, on model.Date) (*model.Mandate, error) {
	return one(ctx, s, question{}, "d", None, func(t *text, e Edge) (reader[*model.Mandate], string) {
		return mandates(t, e.Fields), "from mandates d where d.collectivity_id = " + t.given(0) + " and d.role = 'CORRESPONDENT' and " + in("d.since", "d.until", t.given(2)+"::date") +
			" and exists (select from persons p where p.id = d.person_id and p.full_name = " + t.given(1) + ") order by d.since limit 1"
	}, int64(body), name, on)
}
