package db

import (
	"context"
	"time"

	"maillage/model"
)

// SatisfactionOver is what the surveys of a year say of a territory.
func (s *Store) SatisfactionOver(ctx context.Context, over Territory, year int) (*model.Satisfaction, error) {
	place := map[model.CollectivityKind]string{model.CollectivityKindRegion: "c.region_id", model.CollectivityKindDepartment: "c.department_id", model.CollectivityKindEPCI: "coalesce(m.group_id, c.id)"}[over.Kind]
	found, err := s.satisfaction(ctx, "0::bigint", "s.year = $1 and "+place+" in (select id from collectivities where kind = $2 and code = $3)", year, string(over.Kind), over.Code)
	if err == nil && found[0] == nil {
		found[0], err = &model.Satisfaction{}, s.lies(ctx, over, max(model.NewDate(year, time.January, 1), model.GraphBegins))
	}
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// ResultsOf is what came of each survey.
func (s *Store) ResultsOf(ctx context.Context, surveys []model.SurveyID) ([]*model.Satisfaction, error) {
	found, err := s.satisfaction(ctx, "s.id", "s.id = any($1)", keys(distinct(surveys)))
	if err != nil {
		return nil, err
	}
	out := make([]*model.Satisfaction, len(surveys))
	for i, id := range surveys {
		if out[i] = found[int64(id)]; out[i] == nil {
			out[i] = &model.Satisfaction{}
		}
	}
	return out, nil
}

// satisfaction sums up surveys s and bodies c by a key: who was invited to them, and what those answered.
func (s *Store) satisfaction(ctx context.Context, by, which string, args ...any) (map[int64]*model.Satisfaction, error) {
	found := map[int64]*model.Satisfaction{}
	var key int64
	var service model.OfferID
	var invited, answered int
	var scores model.Scores
	err := s.query(ctx, `with who as materialized (select `+by+` as key, i.survey_id, i.collectivity_id from surveys s join survey_invitations i on i.survey_id = s.id
			join collectivities c on c.id = i.collectivity_id left join memberships m on m.member_id = c.id and `+in("m.starts_on", "m.ends_on", "s.opened_on")+` where `+which+`),
		said as (select w.key, a.collectivity_id, a.service_id, a.score from who w join survey_answers a using (survey_id, collectivity_id)),
		sums as (select key, null::text as code, 0::bigint as service_id, count(distinct collectivity_id) as answered, coalesce(sum(score), 0) as sum, count(*) as n from said group by key
			union all select d.key, o.code, o.id, count(distinct d.collectivity_id), sum(d.score), count(*) from said d join offers o on o.id = d.service_id group by d.key, o.code, o.id)
		select k.key, coalesce(t.service_id, 0), k.invited, coalesce(t.answered, 0), coalesce(t.sum, 0), coalesce(t.n, 0)
		from (select key, count(distinct collectivity_id) as invited from who group by key) k left join sums t using (key) order by k.key, t.code nulls first`,
		args, []any{&key, &service, &invited, &answered, &scores.Sum, &scores.Count}, func() error {
			if service == 0 {
				found[key] = &model.Satisfaction{Invited: invited, Answered: answered, Answers: scores, ByService: []*model.ServiceSatisfaction{}}
			} else {
				found[key].ByService = append(found[key].ByService, &model.ServiceSatisfaction{ServiceID: service, Answered: answered, Answers: scores})
			}
			return nil
		})
	return found, err
}
