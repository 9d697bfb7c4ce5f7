package db

import (
	"context"

	"maillage/model"
)

// rules read versions of contribution rules from the alias r.
func rules(*text, Fields) reader[*model.ContributionRule] {
	return row("r.id, r.code, r.version, r.name, r.offer_id, "+days("r.valid_from")+", "+days("r.valid_to")+", r.withdrawn, r.content, r.edition, "+
		"r.published_at, r.deliberation_number, "+days("r.deliberation_date")+", r.deliberation_session, coalesce(r.ballot_id, 0), r.demo", func(r *model.ContributionRule) []any {
		return []any{&r.ID, &r.Code, &r.Version, &r.Name, &r.OfferID, &r.ValidFrom, &r.ValidTo, &r.Withdrawn, (*[]byte)(&r.Content), &r.Edition,
			&r.PublishedAt, &r.DeliberationNumber, &r.DeliberationDate, &r.DeliberationSession, &r.BallotID, &r.Demo}
	})
}

// Rules are the versions of these keys, each at its place.
func (s *Store) Rules(ctx context.Context, ids []model.RuleID) ([]*model.ContributionRule, error) {
	found := map[model.RuleID]*model.ContributionRule{}
	list, err := s.rules(ctx, "r.id = any($1)", keys(distinct(ids)))
	for _, r := range list {
		found[r.ID] = r
	}
	return ordered(ids, found), err
}

// RulesDuring are the published rules that price at some time from one day up to another, the latter out, by code and version.
func (s *Store) RulesDuring(ctx context.Context, from, to model.Date) ([]*model.ContributionRule, error) {
	return s.rules(ctx, "r.published_at is not null and r.valid_from < $2::date and (r.valid_to is null or $1::date < r.valid_to)", from, to)
}

// RuleVersions are all the versions of a rule, by number.
func (s *Store) RuleVersions(ctx context.Context, code string) ([]*model.ContributionRule, error) {
	return s.rules(ctx, "r.code = $1", code)
}

// AllRules are all the versions of all rules, by code and number.
func (s *Store) AllRules(ctx context.Context) ([]*model.ContributionRule, error) {
	return s.rules(ctx, "true")
}

func (s *Store) rules(ctx context.Context, condition string, args ...any) (list []*model.ContributionRule, err error) {
	r := rules(&text{}, None)
	err = s.query(ctx, "select "+r.columns+" from contribution_rules r where "+condition+" order by r.code collate \"C\", r.version", args, r.dest, func() error {
		list = append(list, r.take())
		return nil
	})
	return list, err
}

// ContributionRules is a page of rules, by code and version, latest first.
func (s *Store) ContributionRules(ctx context.Context, filter *model.ContributionRuleFilter, page model.Page, today model.Date, want Fields) (*model.ContributionRuleConnection, error) {
	e := Edge{Arguments: Arguments{On: today, First: page.First}, Fields: want}
	return root(ctx, s, question{}, e, pager[*model.ContributionRule]{page, None, rules, func(t *text, e Edge) *listing {
		l := &listing{text: t, from: "contribution_rules r", row: "r", order: order{name: "rule"}}
		l.order.by("r.code", `text collate "C"`, "code", model.DirectionAsc)
		l.order.by("r.version", "int", "version", model.DirectionDesc)
		l.order.by("r.id", "bigint", "id", model.DirectionAsc)
		if filter != nil {
			var f conditions
			f.add(t.code("r.code", filter.Code))
			f.add(t.code("(select o.code from offers o where o.id = r.offer_id)", filter.Offer))
			f.add(ruleStatus(t, filter.Status, e))
			if filter.InForceOn != nil {
				f.add("r.published_at is not null and " + in("r.valid_from", "r.valid_to", t.arg(*filter.InForceOn)+"::date"))
			}
			l.where = append(l.where, f...)
		}
		return l
	}})
}

// ruleStatus is StatusOn of model, as a condition.
func ruleStatus(t *text, s *model.RuleStatus, e Edge) string {
	if s == nil {
		return ""
	}
	if *s == model.RuleStatusDraft {
		return "r.published_at is null"
	}
	ended := "r.valid_to <= " + t.day(e)
	switch *s {
	case model.RuleStatusPublished:
		return "r.published_at is not null and (" + ended + ") is not true"
	case model.RuleStatusWithdrawn:
		return ended + " and r.withdrawn"
	default:
		return ended + " and not r.withdrawn"
	}
}

// ChangeRule writes a version as it stands now, if it still has the edition that was read; false means that somebody changed
// it meanwhile.
func (s *Store) ChangeRule(ctx context.Context, r *model.ContributionRule, edition int) (bool, error) {
	res, err := s.NewUpdate().Model(r).WherePK().Where("edition = ?", edition).Exec(ctx)
	if err != nil {
		return false, explain(err)
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// DiscardRule deletes a draft.
func (s *Store) DiscardRule(ctx context.Context, id model.RuleID) error {
	_, err := s.NewDelete().Model((*model.ContributionRule)(nil)).Where("id = ?", id).Exec(ctx)
	return explain(err)
}
