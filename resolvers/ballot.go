package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *ballotResolver) Session(ctx context.Context, objs []*model.Ballot) ([]*model.Session, error) {
	return r.DB.Sessions(ctx, each(objs, func(b *model.Ballot) model.SessionID { return b.SessionID }))
}

func (r *ballotResolver) Colleges(ctx context.Context, objs []*model.Ballot) ([][]*model.CollegeTally, error) {
	return r.DB.TalliesOf(ctx, ballotIDs(objs))
}

func (r *ballotResolver) Votes(ctx context.Context, objs []*model.Ballot, first *int, after *string) ([]*model.Connection[*model.Vote], error) {
	p, want, _, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.VotesOf(ctx, ballotIDs(objs), p, want)
}

func (r *ballotConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Ballot]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *collegeTallyResolver) College(ctx context.Context, objs []*model.CollegeTally) ([]*model.College, error) {
	return r.DB.Colleges(ctx, each(objs, func(v *model.CollegeTally) model.CollegeID { return v.CollegeID }))
}

func (r *mutationResolver) RecordBallot(ctx context.Context, input model.RecordBallotInput) (*model.RecordBallotPayload, error) {
	ballot, err := r.Actions.RecordBallot(ctx, input)
	faults, err := userErrors(err)
	return &model.RecordBallotPayload{Ballot: ballot, Errors: faults}, err
}

func (r *queryResolver) Ballot(ctx context.Context, deliberation string) (*model.Ballot, error) {
	if err := model.CheckLine("deliberation", "number", deliberation); err != nil {
		return nil, err
	}
	return r.DB.BallotByDeliberation(ctx, deliberation)
}

func (r *voteResolver) Collectivity(ctx context.Context, objs []*model.Vote) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(v *model.Vote) model.CollectivityID { return v.CollectivityID }), r.fields(ctx))
}

func (r *voteResolver) College(ctx context.Context, objs []*model.Vote) ([]*model.College, error) {
	return r.DB.Colleges(ctx, each(objs, func(v *model.Vote) model.CollegeID { return v.CollegeID }))
}

func (r *voteConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Vote]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *Resolver) Ballot() graph.BallotResolver { return &ballotResolver{r} }

func (r *Resolver) BallotConnection() graph.BallotConnectionResolver {
	return &ballotConnectionResolver{r}
}

func (r *Resolver) CollegeTally() graph.CollegeTallyResolver { return &collegeTallyResolver{r} }

func (r *Resolver) Vote() graph.VoteResolver { return &voteResolver{r} }

func (r *Resolver) VoteConnection() graph.VoteConnectionResolver { return &voteConnectionResolver{r} }

type (
	ballotResolver           struct{ *Resolver }
	ballotConnectionResolver struct{ *Resolver }
	collegeTallyResolver     struct{ *Resolver }
	voteResolver             struct{ *Resolver }
	voteConnectionResolver   struct{ *Resolver }
)
