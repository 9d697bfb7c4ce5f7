package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *attendanceResolver) Collectivity(ctx context.Context, objs []*model.Attendance) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(v *model.Attendance) model.CollectivityID { return v.CollectivityID }), r.fields(ctx))
}

func (r *attendanceResolver) College(ctx context.Context, objs []*model.Attendance) ([]*model.College, error) {
	return r.DB.Colleges(ctx, each(objs, func(v *model.Attendance) model.CollegeID { return v.CollegeID }))
}

func (r *attendanceResolver) Proxies(ctx context.Context, objs []*model.Attendance) ([][]*model.Proxy, error) {
	return r.DB.ProxiesOf(ctx, each(objs, func(a *model.Attendance) model.AttendanceID { return a.ID }))
}

func (r *attendanceConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Attendance]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *mutationResolver) OpenSession(ctx context.Context, input model.OpenSessionInput) (*model.OpenSessionPayload, error) {
	session, err := r.Actions.OpenSession(ctx, input)
	faults, err := userErrors(err)
	return &model.OpenSessionPayload{Session: session, Errors: faults}, err
}

func (r *mutationResolver) RecordAttendance(ctx context.Context, input model.RecordAttendanceInput) (*model.RecordAttendancePayload, error) {
	session, err := r.Actions.RecordAttendance(ctx, input)
	faults, err := userErrors(err)
	return &model.RecordAttendancePayload{Session: session, Errors: faults}, err
}

func (r *proxyResolver) Holder(ctx context.Context, objs []*model.Proxy) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(v *model.Proxy) model.CollectivityID { return v.Holder }), r.fields(ctx))
}

func (r *queryResolver) Session(ctx context.Context, date model.Date) (*model.Session, error) {
	return r.DB.SessionOn(ctx, date)
}

func (r *queryResolver) Sessions(ctx context.Context, first *int, after *string) (*model.Connection[*model.Session], error) {
	p, want, _, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.AllSessions(ctx, p, want)
}

func (r *sessionResolver) Follows(ctx context.Context, objs []*model.Session) ([]*model.Session, error) {
	return r.DB.Sessions(ctx, each(objs, func(s *model.Session) model.SessionID { return s.FollowsID }))
}

func (r *sessionResolver) Attendance(ctx context.Context, objs []*model.Session, first *int, after *string) ([]*model.Connection[*model.Attendance], error) {
	p, want, _, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.AttendancesOf(ctx, sessionIDs(objs), p, want)
}

func (r *sessionResolver) Ballots(ctx context.Context, objs []*model.Session, first *int, after *string) ([]*model.Connection[*model.Ballot], error) {
	p, want, _, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.BallotsOf(ctx, sessionIDs(objs), p, want)
}

func (r *sessionConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Session]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *Resolver) Attendance() graph.AttendanceResolver { return &attendanceResolver{r} }

func (r *Resolver) AttendanceConnection() graph.AttendanceConnectionResolver {
	return &attendanceConnectionResolver{r}
}

func (r *Resolver) Proxy() graph.ProxyResolver { return &proxyResolver{r} }

func (r *Resolver) Session() graph.SessionResolver { return &sessionResolver{r} }

func (r *Resolver) SessionConnection() graph.SessionConnectionResolver {
	return &sessionConnectionResolver{r}
}

type (
	attendanceResolver           struct{ *Resolver }
	attendanceConnectionResolver struct{ *Resolver }
	proxyResolver                struct{ *Resolver }
	sessionResolver              struct{ *Resolver }
	sessionConnectionResolver    struct{ *Resolver }
)
