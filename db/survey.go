package db

import (
	"context"

	"maillage/model"
)

func surveys(t *text, want Fields) reader[*model.Survey] {
	return rowWith(t, "e", "e.id, e.year, coalesce(e.service_id, 0), "+days("e.opened_on")+", "+days("e.closed_on")+", e.demo", want, func(v *model.Survey) []any {
		return []any{&v.ID, &v.Year, &v.ServiceID, &v.OpenedOn, &v.ClosedOn, &v.Demo}
	})
}

// AllSurveys are all of them, latest first.
func (s *Store) AllSurveys(ctx context.Context, want Fields) ([]*model.Survey, error) {
	return every(ctx, s, question{}, "e", want, func(t *text, e Edge) (reader[*model.Survey], string) {
		r := surveys(t, e.Fields)
		return r, "from surveys e" + r.joins + " order by e.year desc, e.id desc"
	})
}

// Surveys are the surveys of these keys, each at its place.
func (s *Store) Surveys(ctx context.Context, ids []model.SurveyID, want Fields) ([]*model.Survey, error) {
	return byKeys(ctx, s, "surveys", ids, want, func(t *text, e Edge, keys string) (reader[*model.Survey], string) {
		r := surveys(t, e.Fields)
		return r, "from surveys e" + r.joins + " where e.id = any(" + keys + ")"
	}, func(v *model.Survey) model.SurveyID { return v.ID })
}

// LockSurvey is a survey that nobody else changes before the transaction ends; nil where there is none.
func (s *Store) LockSurvey(ctx context.Context, id model.SurveyID) (*model.Survey, error) {
	if _, err := s.ExecContext(ctx, "select from surveys where id = ? for update", id); err != nil {
		return nil, err
	}
	rows, err := s.Surveys(ctx, []model.SurveyID{id}, All)
	if err != nil {
		return nil, err
	}
	return rows[0], nil
}

// CloseSurvey ends a survey.
func (s *Store) CloseSurvey(ctx context.Context, id model.SurveyID, on model.Date) error {
	_, err := s.ExecContext(ctx, "update surveys set closed_on = ? where id = ?", on, id)
	return explain(err)
}

// InviteToSurvey invites the communes that may use the service of a survey on the day it opens, or any service, and counts them.
func (s *Store) InviteToSurvey(ctx context.Context, v *model.Survey) (int, error) {
	res, err := s.tx.ExecContext(ctx, `insert into survey_invitations (survey_id, collectivity_id) select distinct $1::bigint, h.beneficiary_id from (`+holders("$2::date")+`) h
		join offer_services b on b.offer_id = h.offer_id and `+in("b.valid_from", "b.valid_to", "$2::date")+` join collectivities c on c.id = h.beneficiary_id and c.kind = 'COMMUNE'
		where $3 = 0 or b.service_id = $3`, int64(v.ID), v.OpenedOn, int64(v.ServiceID))
	if err != nil {
		return 0, explain(err)
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// Answered tells which of some bodies are invited to a survey, and about which services each answered.
func (s *Store) Answered(ctx context.Context, id model.SurveyID, bodies []model.CollectivityID) (map[model.CollectivityID]map[model.OfferID]bool, error) {
	found := map[model.CollectivityID]map[model.OfferID]bool{}
	var body model.CollectivityID
	var service model.OfferID
	err := s.query(ctx, `select i.collectivity_id, coalesce(a.service_id, 0) from survey_invitations i left join survey_answers a using (survey_id, collectivity_id)
		where i.survey_id = $1 and i.collectivity_id = any($2)`, []any{int64(id), keys(distinct(bodies))}, []any{&body, &service}, func() error {
		if found[body] == nil {
			found[body] = map[model.OfferID]bool{}
		}
		found[body][service] = true
		return nil
	})
	return found, err
}

// RemarksOf is a page of the answers in free words to each survey, by day.
func (s *Store) RemarksOf(ctx context.Context, ids []model.SurveyID, page model.Page, want, row Fields) ([]*model.Connection[*model.SurveyRemark], error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return pages(ctx, s, question{name: "remarks"}, ids, e, pager[*model.SurveyRemark]{page, row, func(t *text, want Fields) reader[*model.SurveyRemark] {
		return rowWith(t, "a", "a.service_id, a.score, a.remark", want, func(r *model.SurveyRemark) []any { return []any{&r.ServiceID, &r.Score, &r.Text} })
	}, func(t *text, _ Edge) *listing {
		l := &listing{text: t, from: "survey_answers a", row: "a", parent: "a.survey_id", order: order{name: "remark"}}
		l.also("a.remark is not null")
		l.order.by(days("a.answered_on"), "int", "day", model.DirectionAsc)
		l.order.by("a.collectivity_id", "bigint", "who", model.DirectionAsc)
		l.order.by("a.service_id", "bigint", "service", model.DirectionAsc)
		return l
	}})
}
