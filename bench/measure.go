package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"time"
)

// cell is what one contender did with one query at one concurrency: a place in the tables.
type cell struct {
	query       string
	concurrency int
	contender   string
}

// sample is one measurement of a cell.
type sample struct {
	rate      float64 // answers per second
	p50, p99  float64 // ms
	serverCPU float64 // ms per answer
	dbCPU     float64 // ms per answer
	memory    float64 // MB, the most that was seen during the burst
}

type results map[cell][]sample

// warmUp comes before each measurement and is not counted: connections, plans and machine code are then there.
const warmUp = 300 * time.Millisecond

// measure lets the contenders take turns: each round, query and concurrency begins with another of them.
func measure(ctx context.Context, g *ground, field contenders, queries []*query, o options, out io.Writer) (results, error) {
	shots := map[*contender]map[*query][]shot{}
	scripts := map[*query]*script{}
	for _, c := range field {
		shots[c] = map[*query][]shot{}
		for _, q := range queries {
			if c.process == nil {
				continue
			}
			answers := make([]*answer, len(q.arguments))
			for i := range q.arguments {
				a, err := c.ask(q, i)
				if err != nil {
					return nil, fmt.Errorf("%s, %s: %w", q.name, c.name, err)
				}
				answers[i] = a
				shots[c][q] = append(shots[c][q], a.shot)
			}
			if c.name == floor {
				scripts[q] = newScript(q, answers)
			}
		}
	}
	found, turn := results{}, 0
	begun := time.Now()
	for round := range o.rounds {
		for _, q := range queries {
			for _, n := range o.concurrency {
				for i := range field {
					c := field[(turn+i)%len(field)]
					if err := ctx.Err(); err != nil {
						return nil, err
					}
					var s sample
					var err error
					if c.name == pgbench {
						s, err = g.runScript(ctx, scripts[q], n, o.seconds)
					} else {
						s, err = g.sample(c, shots[c][q], n, o.seconds)
					}
					if err != nil {
						return nil, fmt.Errorf("%s, concurrency %d, %s: %w", q.name, n, c.name, err)
					}
					k := cell{q.name, n, c.name}
					found[k] = append(found[k], s)
				}
				turn++
			}
		}
		fmt.Fprintf(out, "round %d of %d done after %s\n", round+1, o.rounds, time.Since(begun).Round(time.Second))
	}
	return found, nil
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// median is the middle one of what the rounds brought.
func median(samples []sample, of func(sample) float64) float64 {
	values := make([]float64, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	slices.SortFunc(values, cmp.Compare)
	n := len(values)
	if n == 0 {
		return 0
	}
	return (values[(n-1)/2] + values[n/2]) / 2
}
