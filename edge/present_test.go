package edge_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"maillage/edge"
	"maillage/model"
)

func TestErrorsForTheClientPass(t *testing.T) {
	t.Parallel()
	var log book
	h := edge.Handler(fails(fmt.Errorf("read: %w", model.NotFound("code", "no commune has the code %s", "99999"))), edge.Options{Log: log.logger()})
	a := ask(t, h, "{place{name}}")
	e := a.Errors[0]
	if a.Status != 200 || e.Message != "no commune has the code 99999" || e.Extensions["code"] != "NOT_FOUND" || e.Extensions["field"] != "code" || fmt.Sprint(e.Path) != "[place]" {
		t.Errorf("%s", a.Raw)
	}
	if log.Len() > 0 {
		t.Errorf("logged: %s", &log)
	}
}

func TestEveryFaultIsAnErrorOfItsOwn(t *testing.T) {
	t.Parallel()
	var faults model.Errors
	faults.Add("siren", errors.New("wrong key"))
	faults.Add("name", errors.New("too long"))
	a := ask(t, edge.Handler(fails(faults.Err()), quiet()), "{place{name}}")
	if len(a.Errors) != 2 || a.Errors[0].Extensions["field"] != "siren" || a.Errors[1].Message != "too long" || a.Errors[1].Extensions["code"] != "INVALID" || fmt.Sprint(a.Errors[0].Path) != "[place]" {
		t.Error(a.Raw)
	}
}

func TestEverythingElseIsInternal(t *testing.T) {
	t.Parallel()
	secret := "pq: relation \"commune\" does not exist"
	panics := world(func(context.Context) graphql.ResponseHandler { panic(secret) })
	tests := []struct {
		name   string
		schema graphql.ExecutableSchema
		status int
		logged string
	}{
		{"an error of the driver", fails(errors.New(secret)), 200, `"path":"place"`},
		{"one that wears GraphQL's clothes", fails(gqlerror.Wrap(errors.New(secret))), 200, `"path":"place"`},
		{"a panic in a field", fails(edge.Recover(context.Background(), secret)), 200, "present_test.go"},
		{"a panic outside", panics, 500, "present_test.go"},
		{"silence", world(func(context.Context) graphql.ResponseHandler { return graphql.OneShot(nil) }), 500, "no answer"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var log book
			h := edge.Identify(edge.Handler(test.schema, edge.Options{Log: log.logger()}))
			a := ask(t, h, "query Q {place{name}}")
			if a.Status != test.status || a.code() != "INTERNAL" || strings.Contains(a.Raw, "pq:") {
				t.Fatalf("%d %s", a.Status, a.Raw)
			}
			id := a.Errors[0].Extensions["id"].(string)
			for _, want := range []string{id, test.logged, a.Header.Get("X-Request-Id"), `"level":"ERROR"`} {
				if !strings.Contains(log.String(), want) {
					t.Errorf("%q is not in the log: %s", want, &log)
				}
			}
			if !strings.Contains(a.Errors[0].Message, id) || strings.Count(log.String(), "\n") != 1 {
				t.Errorf("%s\n%s", a.Raw, &log)
			}
		})
	}
}

// An executor may hand the same error in at many positions.
func TestSharedErrorsAreNotWrittenTo(t *testing.T) {
	t.Parallel()
	shared := &gqlerror.Error{Err: model.Invalid("on", "no such day"), Message: "?", Path: ast.Path{ast.PathName("place")}, Extensions: map[string]any{"x": 1}}
	before := *shared
	before.Extensions = maps.Clone(shared.Extensions)
	out := edge.Presenter(silent())(context.Background(), shared)
	out.Extensions["y"] = 2
	if shared.Message != before.Message || !maps.Equal(shared.Extensions, before.Extensions) || out.Message != "no such day" {
		t.Errorf("shared is now %#v", shared)
	}
}

func TestArgumentsAreInvalid(t *testing.T) {
	t.Parallel()
	wrong := &gqlerror.Error{
		Err: errors.New("2021-02-30 is no day"), Message: "2021-02-30 is no day",
		Path: ast.Path{ast.PathName("place"), ast.PathName("filter"), ast.PathName("on")},
	}
	a := ask(t, edge.Handler(fails(wrong), quiet()), "{place{name}}")
	e := a.Errors[0]
	if a.code() != "INVALID" || e.Extensions["field"] != "filter.on" || !strings.Contains(e.Message, "2021-02-30 is no day") {
		t.Error(a.Raw)
	}
}

// Whether an argument is refused before the resolver or by it makes no difference to who reads the error.
func TestArgumentsAreReportedAtTheirField(t *testing.T) {
	t.Parallel()
	path := ast.Path{ast.PathName("place"), ast.PathName("on")}
	for field, fault := range map[string]error{"on": model.Invalid("", "no such day"), "on.from": model.Errors{model.Invalid("to", "too late"), model.Invalid("from", "too early")}} {
		a := ask(t, edge.Handler(fails(&gqlerror.Error{Err: fault, Path: path}), quiet()), "{place{name}}")
		for _, e := range a.Errors {
			if fmt.Sprint(e.Path) != "[place]" || len(e.Locations) != 1 || !strings.HasPrefix(fmt.Sprint(e.Extensions["field"]), "on") {
				t.Error(a.Raw)
			}
		}
		if last := a.Errors[len(a.Errors)-1]; last.Extensions["field"] != field && a.Errors[0].Extensions["field"] != field {
			t.Error(a.Raw)
		}
	}
}

func TestInterruptionsAreNotLogged(t *testing.T) {
	t.Parallel()
	waits := world(func(ctx context.Context) graphql.ResponseHandler {
		return func(ctx context.Context) *graphql.Response {
			<-ctx.Done()
			graphql.AddError(atPlace(ctx), errors.New("pq: canceling statement due to user request"))
			return &graphql.Response{Data: json.RawMessage(`{"place":null}`)}
		}
	})
	t.Run("timeout", func(t *testing.T) {
		t.Parallel()
		var log book
		a := ask(t, edge.Handler(waits, edge.Options{Log: log.logger(), Timeout: time.Millisecond}), "{place{name}}")
		if (a.code() != edge.CodeTimeout) || log.Len() > 0 {
			t.Errorf("%s\n%s", a.Raw, &log)
		}
	})
	t.Run("cancelled", func(t *testing.T) {
		t.Parallel()
		var log book
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		r := post(`{"query":"{place{name}}"}`).WithContext(ctx)
		a := send(t, edge.Handler(waits, edge.Options{Log: log.logger()}), r)
		if a.code() != edge.CodeCancelled || log.Len() > 0 {
			t.Errorf("%s\n%s", a.Raw, &log)
		}
	})
}

// A refusal of the executor, as one for its cost, is an answer without data: the status says so.
func TestRefusalsBeforeTheFirstField(t *testing.T) {
	t.Parallel()
	for code, status := range map[string]int{"COST_LIMIT_EXCEEDED": 400, "UNAUTHENTICATED": 401, "FORBIDDEN": 403} {
		refuses := world(func(ctx context.Context) graphql.ResponseHandler {
			graphql.AddError(ctx, &gqlerror.Error{Message: "no", Extensions: map[string]any{"code": code, "limit": 1}})
			return graphql.OneShot(nil)
		})
		h := edge.Handler(refuses, quiet())
		if a := ask(t, h, "{hello}"); a.Status != status || a.code() != code || strings.Contains(a.Raw, "data") {
			t.Errorf("%d %s", a.Status, a.Raw)
		}
		if a := send(t, h, post(`{"query":"{hello}"}`)); a.Status != 200 {
			t.Errorf("old type: %d %s", a.Status, a.Raw)
		}
	}
}
