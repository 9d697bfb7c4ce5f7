package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *ePCIResolver) Requests(ctx context.Context, objs []*model.EPCI, status *model.RequestStatus, first *int, after *string) ([]*model.Connection[*model.Request], error) {
	p, want, row, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.RequestsOf(ctx, ids(objs), status, p, want, row)
}

func (r *mutationResolver) SubmitRequest(ctx context.Context, input model.SubmitRequestInput) (*model.SubmitRequestPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).SubmitRequest)
	return &model.SubmitRequestPayload{Request: row, Errors: faults}, err
}

func (r *mutationResolver) AnswerRequest(ctx context.Context, input model.AnswerRequestInput) (*model.AnswerRequestPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).AnswerRequest)
	return &model.AnswerRequestPayload{Request: row, Errors: faults}, err
}

func (r *mutationResolver) CloseRequest(ctx context.Context, input model.CloseRequestInput) (*model.CloseRequestPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).CloseRequest)
	return &model.CloseRequestPayload{Request: row, Errors: faults}, err
}

func (r *queryResolver) Requests(ctx context.Context, filter *model.RequestFilter, first *int, after *string) (*model.Connection[*model.Request], error) {
	p, want, row, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.AllRequests(ctx, filter, p, want, row)
}

func (r *requestResolver) Text(ctx context.Context, objs []*model.Request) ([]*string, error) {
	return each(objs, func(q *model.Request) *string {
		if !reaches(ctx, q.EPCIID) {
			return nil
		}
		return &q.Body
	}), nil
}

func (r *requestResolver) From(ctx context.Context, objs []*model.Request) ([]model.Collectivity, error) {
	return ahead(ctx, objs, func() ([]model.Collectivity, error) {
		return r.DB.Collectivities(ctx, each(objs, func(q *model.Request) model.CollectivityID { return q.CollectivityID }), r.fields(ctx))
	})
}

func (r *requestResolver) Service(ctx context.Context, objs []*model.Request) ([]*model.Service, error) {
	return ahead(ctx, objs, func() ([]*model.Service, error) {
		return r.DB.Services(ctx, each(objs, func(q *model.Request) model.OfferID { return q.ServiceID }), r.fields(ctx))
	})
}

func (r *requestResolver) RelayedBy(ctx context.Context, objs []*model.Request) ([]*model.Mandate, error) {
	return ahead(ctx, objs, func() ([]*model.Mandate, error) {
		return r.DB.Mandates(ctx, each(objs, func(q *model.Request) model.MandateID { return q.MandateID }), r.fields(ctx))
	})
}

func (r *requestResolver) History(ctx context.Context, objs []*model.Request) ([][]*model.RequestStep, error) {
	return r.DB.StepsOfRequests(ctx, each(objs, func(q *model.Request) model.RequestID {
		if !reaches(ctx, q.EPCIID) {
			return 0
		}
		return q.ID
	}))
}

func (r *requestConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Request]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *Resolver) Request() graph.RequestResolver { return &requestResolver{r} }

func (r *Resolver) RequestConnection() graph.RequestConnectionResolver {
	return &requestConnectionResolver{r}
}

type (
	requestResolver           struct{ *Resolver }
	requestConnectionResolver struct{ *Resolver }
)
