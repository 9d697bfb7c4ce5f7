package edge

import (
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Options are what a Handler can be told. The zero value is a working default.
type Options struct {
	// Log receives internal errors with their ids. Default slog.Default().
	Log *slog.Logger
	// Registry receives the counts of requests; nil counts for nobody. One registry serves one Handler.
	Registry prometheus.Registerer
	// Timeout ends an operation and its statements; a live operation has none. Default 30 s.
	Timeout time.Duration
	// Heartbeat is the pause after which a silent live stream gets a comment, so that proxies keep it. Default 15 s.
	Heartbeat time.Duration
	// Limits bound what one request may ask.
	Limits Limits
}

// Limits bound what one request may ask before anything is executed. A zero takes its default.
type Limits struct {
	// Body is the size of a request's body, in bytes. Default 1 MiB.
	Body int
	// Document is the size of the operation's text, in bytes. Default 32 KiB.
	Document int
	// Tokens is the number of names, values and signs in a document. Default 1,000: GraphiQL's introspection needs 190.
	Tokens int
	// Name is the length of a name in a document, in bytes. Default 64: suggestions for a wrong name take time by its length.
	Name int
	// Depth is how deep fields may nest; the schema's own description has a rule of its own. Default 20.
	Depth int
	// Fields is the number of fields of an operation once its fragments are spread. Default 2,000.
	Fields int
	// Repeats is how often one selection may hold the same field, whatever its alias. Default 50.
	Repeats int
	// Nesting is how deep the objects and lists of one input value may nest, in the variables and in the document. Default 10.
	Nesting int
	// Values is the number of values in the variables, objects and lists included. Default 15,000: a scale at 10,000 bases needs most of it.
	Values int
	// Cache is the memory for documents that have passed, in bytes, roughly. Default 16 MiB.
	Cache int
}

func (o Options) filled() Options {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	fill(&o.Timeout, 30*time.Second)
	fill(&o.Heartbeat, 15*time.Second)
	l := &o.Limits
	fill(&l.Body, 1<<20)
	fill(&l.Document, 32<<10)
	fill(&l.Tokens, 1000)
	fill(&l.Name, 64)
	fill(&l.Depth, 20)
	fill(&l.Fields, 2000)
	fill(&l.Repeats, 50)
	fill(&l.Nesting, 10)
	fill(&l.Values, 15_000)
	fill(&l.Cache, 16<<20)
	return o
}

func fill[N int | time.Duration](v *N, standard N) {
	if *v <= 0 {
		*v = standard
	}
}
