package db

import (
	"context"

	"maillage/model"
)

// CopyParticipations streams counts in.
func (s *Store) CopyParticipations(ctx context.Context, list []*model.ParticipationCount) error {
	return s.stream(ctx, "participations", []string{"activity_id", "collectivity_id", "epci_id", "kind", "persons", "recorded_at", "recorded_by"}, each(list, func(p *model.ParticipationCount) []any {
		return []any{int64(p.ActivityID), int64(p.CollectivityID), p.EPCIID, p.Kind, p.Persons, p.RecordedAt, p.RecordedBy}
	}))
}

// CopyPoll streams in who was invited to a survey, and what they answered.
func (s *Store) CopyPoll(ctx context.Context, id model.SurveyID, invited []model.CollectivityID, answers []*model.SurveyAnswer) error {
	all := rows{len(invited), func(i int) []any { return []any{int64(id), int64(invited[i])} }}
	if err := s.stream(ctx, "survey_invitations", []string{"survey_id", "collectivity_id"}, all); err != nil {
		return err
	}
	return s.stream(ctx, "survey_answers", []string{"survey_id", "collectivity_id", "service_id", "score", "remark", "answered_on"}, each(answers, func(a *model.SurveyAnswer) []any {
		return []any{int64(id), int64(a.CollectivityID), int64(a.ServiceID), a.Score, a.Remark, a.AnsweredOn}
	}))
}
