package exectest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"

	"maillage/execution/exectest/graph"
	"maillage/execution/exectest/model"
)

// Root resolves the test schema. None of it depends on how parents are grouped.
type Root struct {
	*Data
	// Faults plants errors per parent and per call, and nulls where the schema forbids them.
	Faults bool
	// Calls counts the calls of set resolvers, Parents the parents that they got.
	Calls, Parents atomic.Int64
}

type (
	query       struct{ *Root }
	mutation    struct{ *Root }
	live        struct{ *Root }
	commune     struct{ *Root }
	epci        struct{ *Root }
	departement struct{ *Root }
	service     struct{ *Root }
	page        struct{ *Root }
	payload     struct{ *Root }
)

func (r *Root) Query() graph.QueryResolver                               { return query{r} }
func (r *Root) Mutation() graph.MutationResolver                         { return mutation{r} }
func (r *Root) Live() graph.LiveResolver                                 { return live{r} }
func (r *Root) Commune() graph.CommuneResolver                           { return commune{r} }
func (r *Root) EPCI() graph.EPCIResolver                                 { return epci{r} }
func (r *Root) Departement() graph.DepartementResolver                   { return departement{r} }
func (r *Root) Service() graph.ServiceResolver                           { return service{r} }
func (r *Root) CommuneConnection() graph.CommuneConnectionResolver       { return page{r} }
func (r *Root) RenameCommunePayload() graph.RenameCommunePayloadResolver { return payload{r} }

// each answers a set resolver parent by parent.
func each[P, R any](r *Root, parents []*P, one func(*P) (R, error)) ([]R, error) {
	r.Calls.Add(1)
	r.Parents.Add(int64(len(parents)))
	out := make([]R, len(parents))
	errs := make(graphql.BatchErrorList, len(parents))
	failed := false
	for i, p := range parents {
		if out[i], errs[i] = one(p); errs[i] != nil {
			failed = true
		}
	}
	if failed {
		return out, errs
	}
	return out, nil
}

func upTo[T any](first *int, list []T) []T {
	if first == nil {
		return list
	}
	return list[:max(0, min(*first, len(list)))]
}

func (q query) Commune(_ context.Context, code string) (*model.Commune, error) {
	return q.commune[code], nil
}

func (q query) StrictCommune(_ context.Context, code string) (*model.Commune, error) {
	return q.commune[code], nil
}

func (q query) Departement(_ context.Context, code string) (*model.Departement, error) {
	return q.departement[code], nil
}

func (q query) Communes(_ context.Context, departement string, first *int) (*model.CommuneConnection, error) {
	return q.page(departement, first, nil), nil
}

func (q query) Epcis(_ context.Context, departement string, first *int) ([]*model.EPCI, error) {
	return upTo(first, q.epcisOf[departement]), nil
}

func (q query) Authorities(_ context.Context, departement string, first *int) ([]model.Authority, error) {
	out := []model.Authority{}
	for i, e := range q.epcisOf[departement] {
		out = append(out, e, q.communesUnder[departement][i])
		if q.Faults && i == 1 {
			out = append(out, nil)
		}
	}
	return upTo(first, out), nil
}

func (q query) Search(_ context.Context, text string) ([]model.SearchResult, error) {
	if q.Faults && text == "boom" {
		return nil, errors.New("search is down")
	}
	out := []model.SearchResult{}
	for i, again := range []int{0, 0, 1, 0, 2, 1} {
		out = append(out, q.Services[i], q.Data.Communes[again*3], q.EPCIs[again])
	}
	return out, nil
}

func (q query) Secret(context.Context) (*string, error) { s := "s3cret"; return &s, nil }

func (r *Root) page(departement string, first *int, after *string) *model.CommuneConnection {
	list := r.communesUnder[departement]
	for i, c := range list {
		if after != nil && c.Code == *after {
			list = list[i+1:]
			break
		}
	}
	nodes := upTo(first, list)
	c := &model.CommuneConnection{Departement: departement, Nodes: nodes, PageInfo: model.PageInfo{HasNextPage: len(nodes) < len(list)}}
	for _, n := range nodes {
		c.Edges = append(c.Edges, &model.CommuneEdge{Cursor: n.Code, Node: n})
		c.PageInfo.EndCursor = &n.Code
	}
	return c
}

func (x page) TotalCount(_ context.Context, pages []*model.CommuneConnection) ([]int, error) {
	return each(x.Root, pages, func(c *model.CommuneConnection) (int, error) { return len(x.communesUnder[c.Departement]), nil })
}

func (x departement) Epcis(_ context.Context, ds []*model.Departement, first *int) ([][]*model.EPCI, error) {
	return each(x.Root, ds, func(d *model.Departement) ([]*model.EPCI, error) { return upTo(first, x.epcisOf[d.Code]), nil })
}

func (x departement) EPCIPage(_ context.Context, ds []*model.Departement, first *int) ([]*model.EPCIConnection, error) {
	return each(x.Root, ds, func(d *model.Departement) (*model.EPCIConnection, error) {
		c := &model.EPCIConnection{Departement: d.Code, Nodes: upTo(first, x.epcisOf[d.Code])}
		for _, n := range c.Nodes {
			c.Edges = append(c.Edges, &model.EPCIEdge{Cursor: n.Code, Node: n})
		}
		return c, nil
	})
}

func (x departement) Communes(_ context.Context, ds []*model.Departement, first *int, after *string) ([]*model.CommuneConnection, error) {
	return each(x.Root, ds, func(d *model.Departement) (*model.CommuneConnection, error) { return x.page(d.Code, first, after), nil })
}

func (x epci) Communes(_ context.Context, es []*model.EPCI, first *int) ([][]*model.Commune, error) {
	return each(x.Root, es, func(e *model.EPCI) ([]*model.Commune, error) {
		list := upTo(first, x.communesOf[e.Code])
		if x.Faults && strings.HasSuffix(e.Code, "5") && len(list) > 2 { // a nil where the schema forbids it
			list = append([]*model.Commune{list[0], nil}, list[2:]...)
		}
		return list, nil
	})
}

func (x epci) Departement(_ context.Context, es []*model.EPCI) ([]*model.Departement, error) {
	return each(x.Root, es, func(e *model.EPCI) (*model.Departement, error) { return x.departement[e.DepartementCode], nil })
}

func (x epci) President(_ context.Context, es []*model.EPCI) ([]*model.Contact, error) {
	return each(x.Root, es, func(e *model.EPCI) (*model.Contact, error) {
		switch {
		case x.Faults && e.DepartementCode == "03":
			return nil, errors.New("contacts are down")
		case strings.HasSuffix(e.Code, "2"):
			return nil, nil
		}
		mail := "a@" + e.Code
		return &model.Contact{Name: "P " + e.Code, Email: &mail}, nil
	})
}

func (x commune) EPCI(_ context.Context, cs []*model.Commune, on *model.Date) ([]*model.EPCI, error) {
	return each(x.Root, cs, func(c *model.Commune) (*model.EPCI, error) {
		if on != nil && on.Year() < 2000 {
			return nil, fmt.Errorf("no EPCI before 2000 for %s", c.Code)
		}
		return x.epci[c.EPCICode], nil
	})
}

func (x commune) Departement(_ context.Context, cs []*model.Commune) ([]*model.Departement, error) {
	return each(x.Root, cs, func(c *model.Commune) (*model.Departement, error) {
		if x.Faults && strings.HasSuffix(c.Code, "07") {
			return nil, nil
		}
		return x.departement[c.DepartementCode], nil
	})
}

func (x commune) Services(_ context.Context, cs []*model.Commune) ([][]*model.Service, error) {
	return each(x.Root, cs, func(c *model.Commune) ([]*model.Service, error) { return x.servicesOf[c.EPCICode], nil })
}

func (x commune) Neighbours(_ context.Context, cs []*model.Commune, n *int) ([][][]*model.Commune, error) {
	if x.Faults && n != nil && *n == 7 { // the whole call fails
		return nil, errors.New("no neighbours")
	}
	return each(x.Root, cs, func(c *model.Commune) ([][]*model.Commune, error) {
		list := x.communesOf[c.EPCICode]
		if len(list) < 4 {
			return nil, nil
		}
		return [][]*model.Commune{upTo(n, list[:3]), {}, list[2:4]}, nil
	})
}

func (x commune) Twins(_ context.Context, cs []*model.Commune) ([][]*model.Commune, error) {
	return each(x.Root, cs, func(c *model.Commune) ([]*model.Commune, error) {
		if strings.HasSuffix(c.Code, "4") {
			return []*model.Commune{nil, x.Data.Communes[0], x.Data.Communes[1]}, nil
		}
		return nil, nil
	})
}

func (x commune) Flaky(_ context.Context, cs []*model.Commune) ([]*string, error) {
	return each(x.Root, cs, func(c *model.Commune) (*string, error) {
		if x.Faults && strings.HasSuffix(c.Code, "3") {
			return nil, errors.New("flaky " + c.Code)
		}
		return &c.Code, nil
	})
}

func (x commune) Strict(_ context.Context, cs []*model.Commune) ([]string, error) {
	return each(x.Root, cs, func(c *model.Commune) (string, error) {
		if x.Faults && strings.HasSuffix(c.Code, "11") {
			return "", errors.New("strict " + c.Code)
		}
		return c.Code, nil
	})
}

func (x service) Related(_ context.Context, ss []*model.Service) ([][]model.SearchResult, error) {
	return each(x.Root, ss, func(s *model.Service) ([]model.SearchResult, error) {
		if s.ID%4 == 0 {
			return nil, nil
		}
		var typedNil *model.Commune
		return []model.SearchResult{x.Services[int(s.ID)%30], typedNil, x.Data.Communes[int(s.ID)%40], nil, x.Data.EPCIs[0]}, nil
	})
}

func (x payload) Commune(_ context.Context, ps []*model.RenameCommunePayload) ([]*model.Commune, error) {
	return each(x.Root, ps, func(p *model.RenameCommunePayload) (*model.Commune, error) { return x.commune[p.Code], nil })
}

func (x mutation) RenameCommune(_ context.Context, in model.RenameCommuneInput) (*model.RenameCommunePayload, error) {
	c := x.commune[in.Code]
	if c == nil {
		return nil, fmt.Errorf("no commune %s", in.Code)
	}
	c.Name = in.Name
	return &model.RenameCommunePayload{Code: in.Code, Message: &in.Name}, nil
}

func (x mutation) Failing(context.Context) (int, error) { return 0, errors.New("failing") }

func (x live) Tick(ctx context.Context, count int) (<-chan *model.Commune, error) {
	ticks := make(chan *model.Commune)
	go func() {
		defer close(ticks)
		for i := range count {
			select {
			case ticks <- x.Data.Communes[i]:
			case <-ctx.Done():
				return
			}
		}
	}()
	return ticks, nil
}

func (x live) Broken(context.Context) (<-chan *int, error) { return nil, errors.New("nothing to hear") }

// Can is the access directive.
func Can(ctx context.Context, _ any, next graphql.Resolver, role model.Role) (any, error) {
	if have, _ := ctx.Value(roleKey{}).(model.Role); have == model.RoleAdmin || have == role {
		return next(ctx)
	}
	return nil, fmt.Errorf("needs role %s", role)
}

type roleKey struct{}

// As is a context in which somebody of that role asks.
func As(ctx context.Context, r model.Role) context.Context {
	return context.WithValue(ctx, roleKey{}, r)
}
