package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// The ambitions, at the concurrency at which they are set.
const (
	goalConcurrency   = 16
	goalPeer          = 2.0
	goalPeerMean      = 4.5
	goalFloor         = 0.9
	goalFloorQ2       = 3.0
	goalMemory        = 60.0
	memoryConcurrency = 64
)

// report prints the tables, and writes them to the file that was asked for.
func report(g *ground, field contenders, queries []*query, o options, found results, out io.Writer) error {
	var text strings.Builder
	r := &tables{&text, g, field, queries, o, found}
	r.head()
	for _, n := range o.concurrency {
		r.table(n)
	}
	r.ratios()
	r.memory()
	r.goals()
	fmt.Fprint(out, "\n", text.String())
	if o.output == "" {
		return nil
	}
	return os.WriteFile(o.output, []byte(text.String()), 0o644)
}

type tables struct {
	*strings.Builder
	ground  *ground
	field   contenders
	queries []*query
	options
	found results
}

func (r *tables) say(format string, args ...any) { fmt.Fprintf(r, format+"\n", args...) }

func (r *tables) head() {
	r.say("# Bench: %s\n", time.Now().UTC().Format("2 January 2006"))
	r.say("%d CPU, %s, PostgreSQL %s (durable, shared_buffers 128MB), %s/%s. %d rounds of %g s; medians of the rounds.", runtime.NumCPU(), runtime.Version(),
		r.ground.Version(), runtime.GOOS, runtime.GOARCH, r.rounds, r.seconds)
	for _, c := range r.field {
		if c.version != "" {
			r.say("%s.", c.version)
		}
	}
	r.say("Every contender returned the same data for every argument before anything was timed; %d connections to PostgreSQL each; the arguments take turns;", pool)
	r.say("no contender keeps results. The load generator and all servers share the machine: only ratios inside one run mean something.\n")
	for _, q := range r.queries {
		first, _, _ := strings.Cut(strings.TrimPrefix(q.ours, "# "), "\n")
		r.say("- %s: %s", q.name, first)
	}
	r.say("")
}

// at is the median of one figure in one cell.
func (r *tables) at(query string, n int, who string, of func(sample) float64) float64 {
	return median(r.found[cell{query, n, who}], of)
}

func rate(s sample) float64 { return s.rate }
func tail(s sample) float64 { return s.p99 }
func cpu(s sample) float64  { return s.serverCPU + s.dbCPU }

func (r *tables) table(n int) {
	r.say("## Concurrency %d\n\n```", n)
	r.say("%-5s %-13s %10s %9s %9s %11s %9s %8s", "", "", "answers/s", "p50 ms", "p99 ms", "server CPU", "db CPU", "MB")
	for _, q := range r.queries {
		for i, c := range r.field {
			label := ""
			if i == 0 {
				label = q.name
			}
			figure := func(of func(sample) float64) float64 { return r.at(q.name, n, c.name, of) }
			r.say("%-5s %-13s %10.1f %9.2f %9.2f %8.2f ms %6.2f ms %8.0f", label, c.name, figure(rate), figure(func(s sample) float64 { return s.p50 }), figure(tail),
				figure(func(s sample) float64 { return s.serverCPU }), figure(func(s sample) float64 { return s.dbCPU }), figure(func(s sample) float64 { return s.memory }))
		}
	}
	r.say("```\n")
}

func (r *tables) memory() {
	r.say("## Memory of the servers\n\n```")
	for _, c := range r.field {
		if c.process == nil {
			continue
		}
		line := fmt.Sprintf("%-13s %6.0f MB at rest", c.name, c.rest)
		for _, n := range r.concurrency {
			line += fmt.Sprintf(", +%.0f at %d", r.most(c, n)-c.rest, n)
		}
		r.say("%s", line)
	}
	r.say("```\n")
}

// most is the most memory that a server held in any measurement at this concurrency.
func (r *tables) most(c *contender, n int) (mb float64) {
	for _, q := range r.queries {
		for _, s := range r.found[cell{q.name, n, c.name}] {
			mb = max(mb, s.memory)
		}
	}
	return mb
}

func (r *tables) has(name string) bool {
	return slices.ContainsFunc(r.field, func(c *contender) bool { return c.name == name })
}
