package edge

import (
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
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	inFlight prometheus.Gauge
}

func newCounts(registry prometheus.Registerer) *counts {
	c := &counts{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "graphql_requests_total", Help: "GraphQL requests by kind of operation and outcome.",
		}, []string{"operation", "outcome"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "graphql_request_duration_seconds", Help: "Time from the request's header to its last byte, live operations included.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30},
		}, []string{"operation", "outcome"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "graphql_requests_in_flight", Help: "GraphQL requests being served, live operations included.",
		}),
	}
	if registry != nil {
		registry.MustRegister(c.requests, c.seconds, c.inFlight)
	}
	return c
}

func (c *counts) begin() (end func(ast.Operation, outcome)) {
	start := time.Now()
	c.inFlight.Inc()
	return func(op ast.Operation, o outcome) {
		c.inFlight.Dec()
		operation := string(op)
		if operation == "" {
			operation = "none"
		}
		c.requests.WithLabelValues(operation, string(o)).Inc()
		c.seconds.WithLabelValues(operation, string(o)).Observe(time.Since(start).Seconds())
	}
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
