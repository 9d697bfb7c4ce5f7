package edge

import (
	"cmp"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/vektah/gqlparser/v2/ast"

	"maillage/model"
)

// outcome is how a request ended, for the counts.
type outcome string

const (
	outcomeOK        outcome = "ok"
	outcomePartial   outcome = "partial"   // data, and errors that the client can act on
	outcomeRefused   outcome = "refused"   // not executed
	outcomeFailed    outcome = "failed"    // an internal error or a timeout somewhere in it
	outcomeCancelled outcome = "cancelled" // the client has gone
)

// counts are what operators watch. Their labels have a handful of values each: names of operations are the clients'
// to choose, so they would grow without end.
type counts struct {
	ends     map[end]counters
	inFlight prometheus.Gauge
}

// end is the kind of an operation, empty if it has none, and its outcome.
type end struct {
	operation ast.Operation
	outcome   outcome
}

// counters are resolved once: finding them by their labels takes longer than counting.
type counters struct {
	requests prometheus.Counter
	seconds  prometheus.Observer
}

func newCounts(registry prometheus.Registerer) *counts {
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "graphql_requests_total", Help: "GraphQL requests by kind of operation and outcome.",
	}, []string{"operation", "outcome"})
	seconds := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "graphql_request_duration_seconds", Help: "Time from the request's header to its last byte, live operations included.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30},
	}, []string{"operation", "outcome"})
	c := &counts{ends: map[end]counters{}, inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "graphql_requests_in_flight", Help: "GraphQL requests being served, live operations included.",
	})}
	for _, operation := range []ast.Operation{"", ast.Query, ast.Mutation, ast.Subscription} {
		for _, o := range []outcome{outcomeOK, outcomePartial, outcomeRefused, outcomeFailed, outcomeCancelled} {
			labels := []string{cmp.Or(string(operation), "none"), string(o)}
			c.ends[end{operation, o}] = counters{requests.WithLabelValues(labels...), seconds.WithLabelValues(labels...)}
		}
	}
	if registry != nil {
		registry.MustRegister(requests, seconds, c.inFlight)
	}
	return c
}

func (c *counts) begin() time.Time {
	c.inFlight.Inc()
	return time.Now()
}

func (c *counts) end(start time.Time, operation ast.Operation, o outcome) {
	c.inFlight.Dec()
	counters := c.ends[end{operation, o}]
	counters.requests.Inc()
	counters.seconds.Observe(time.Since(start).Seconds())
}

func outcomeOf(answer *graphql.Response) outcome {
	result := outcomeOK
	if len(answer.Errors) > 0 {
		result = outcomePartial
		if len(answer.Data) == 0 {
			result = outcomeRefused
		}
	}
	for _, err := range answer.Errors {
		switch codeOf(err) {
		case string(model.CodeInternal), CodeTimeout:
			return outcomeFailed
		case CodeCancelled:
			result = outcomeCancelled
		}
	}
	return result
}
