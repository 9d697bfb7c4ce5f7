package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *mutationResolver) OpenSurvey(ctx context.Context, input model.OpenSurveyInput) (*model.OpenSurveyPayload, error) {
	out, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).OpenSurvey)
	return &model.OpenSurveyPayload{Survey: out.Row, Invited: out.Invited, Errors: faults}, err
}

func (r *mutationResolver) RecordAnswers(ctx context.Context, input model.RecordAnswersInput) (*model.RecordAnswersPayload, error) {
	out, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).RecordAnswers)
	if err != nil || len(faults) > 0 {
		return &model.RecordAnswersPayload{Errors: faults}, err
	}
	told, err := userErrors(out.Faults.Err())
	return &model.RecordAnswersPayload{Accepted: out.Kept, Errors: told}, err
}

func (r *mutationResolver) CloseSurvey(ctx context.Context, input model.CloseSurveyInput) (*model.CloseSurveyPayload, error) {
	row, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).CloseSurvey)
	return &model.CloseSurveyPayload{Survey: row, Errors: faults}, err
}

func (r *queryResolver) Satisfaction(ctx context.Context, territory model.TerritoryInput, year int) (*model.Satisfaction, error) {
	kind, code, err := territory.Check()
	if err != nil {
		return nil, err
	}
	return r.DB.SatisfactionOver(ctx, db.Territory{Kind: kind, Code: code}, year)
}

func (r *queryResolver) Surveys(ctx context.Context) ([]*model.Survey, error) {
	return r.DB.AllSurveys(ctx, r.fields(ctx))
}

func (r *serviceSatisfactionResolver) Service(ctx context.Context, objs []*model.ServiceSatisfaction) ([]*model.Service, error) {
	return r.DB.Services(ctx, each(objs, func(s *model.ServiceSatisfaction) model.OfferID { return s.ServiceID }), r.fields(ctx))
}

func (r *surveyResolver) Service(ctx context.Context, objs []*model.Survey) ([]*model.Service, error) {
	return ahead(ctx, objs, func() ([]*model.Service, error) {
		return r.DB.Services(ctx, each(objs, func(s *model.Survey) model.OfferID { return s.ServiceID }), r.fields(ctx))
	})
}

func (r *surveyResolver) Result(ctx context.Context, objs []*model.Survey) ([]*model.Satisfaction, error) {
	return r.DB.ResultsOf(ctx, surveyIDs(objs))
}

func (r *surveyResolver) Remarks(ctx context.Context, objs []*model.Survey, first *int, after *string) ([]*model.Connection[*model.SurveyRemark], error) {
	p, want, row, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.RemarksOf(ctx, surveyIDs(objs), p, want, row)
}

func (r *surveyRemarkResolver) Service(ctx context.Context, objs []*model.SurveyRemark) ([]*model.Service, error) {
	return ahead(ctx, objs, func() ([]*model.Service, error) {
		return r.DB.Services(ctx, each(objs, func(s *model.SurveyRemark) model.OfferID { return s.ServiceID }), r.fields(ctx))
	})
}

func (r *surveyRemarkConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.SurveyRemark]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *Resolver) ServiceSatisfaction() graph.ServiceSatisfactionResolver {
	return &serviceSatisfactionResolver{r}
}

func (r *Resolver) Survey() graph.SurveyResolver { return &surveyResolver{r} }

func (r *Resolver) SurveyRemark() graph.SurveyRemarkResolver { return &surveyRemarkResolver{r} }

func (r *Resolver) SurveyRemarkConnection() graph.SurveyRemarkConnectionResolver {
	return &surveyRemarkConnectionResolver{r}
}

type (
	serviceSatisfactionResolver    struct{ *Resolver }
	surveyResolver                 struct{ *Resolver }
	surveyRemarkResolver           struct{ *Resolver }
	surveyRemarkConnectionResolver struct{ *Resolver }
)
