// Command bench owns the comparison of this server with its peer and its limit: PostGraphile, a bare server that sends one
// hand-written statement's JSON through, and pgbench, on one database, in turns, after a check that all answer the same
// data. It owns no code that serves, and what it measures are ratios: figures of different runs do not compare.
//
// In the folder of the project:
//
//	go run ./bench                           all of it, half an hour
//	go run ./bench -only Q1,Q3 -rounds 1     a look
//	go run ./bench -check                    the same data? nothing is timed
//	go run ./bench -profile                  where this server's time goes, statement by statement
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

type options struct {
	rounds      int
	seconds     float64
	concurrency []int
	only        []string
	contenders  []string
	folder      string
	output      string
	check       bool
	profile     bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	var err error
	if len(os.Args) == 2 && os.Args[1] == floorCommand {
		err = serveFloor(ctx, os.Getenv("ADDR"), os.Getenv("DATABASE_URL"))
	} else {
		err = bench(ctx, os.Args[1:], os.Stdout)
	}
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func parse(args []string) (o options, err error) {
	var concurrency, only, contenders string
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.IntVar(&o.rounds, "rounds", 5, "rounds; in each, every contender answers every query at every concurrency")
	f.Float64Var(&o.seconds, "seconds", 2, "length of one measurement")
	f.StringVar(&concurrency, "concurrency", "1,16,64", "connections at a time")
	f.StringVar(&only, "only", "", "queries, such as Q1,H3; all of them unless given")
	f.StringVar(&contenders, "contenders", strings.Join(everyone, ","), "who takes part")
	f.StringVar(&o.folder, "data", "", "folder of the database, kept for the next run; a temporary one unless given")
	f.StringVar(&o.output, "o", "", "file that also gets the tables, such as bench/RESULTS.md")
	f.BoolVar(&o.check, "check", false, "only check that all return the same data")
	f.BoolVar(&o.profile, "profile", false, "only profile this server: statements, allocations, CPU")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	for _, s := range strings.Split(concurrency, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return o, fmt.Errorf("-concurrency holds %q: write whole numbers such as 1,16,64", s)
		}
		o.concurrency = append(o.concurrency, n)
	}
	if only != "" {
		o.only = strings.Split(only, ",")
	}
	o.contenders = strings.Split(contenders, ",")
	for _, c := range o.contenders {
		if !slices.Contains(everyone, c) {
			return o, fmt.Errorf("-contenders holds %q: there are %s", c, strings.Join(everyone, ", "))
		}
	}
	if slices.Contains(o.contenders, pgbench) && !slices.Contains(o.contenders, floor) {
		return o, errors.New("-contenders has pgbench without floor: it runs the floor's statements with the floor's cursors, so add floor")
	}
	if o.rounds < 1 || o.seconds <= 0 {
		return o, errors.New("-rounds and -seconds must be above zero")
	}
	return o, nil
}

func bench(ctx context.Context, args []string, out io.Writer) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	queries, err := readQueries(o.only)
	if err != nil {
		return err
	}
	if o.folder == "" {
		if o.folder, err = os.MkdirTemp("", "maillage-bench-*"); err != nil {
			return err
		}
		defer os.RemoveAll(o.folder)
		if err := os.Chmod(o.folder, 0o755); err != nil { // PostgreSQL runs as somebody else when this runs as root
			return err
		}
	}
	g, err := stand(ctx, o.folder, o.profile, out)
	if err != nil {
		return err
	}
	defer g.Stop()
	if o.profile {
		return profile(ctx, g, queries, o, out)
	}
	field, err := line(ctx, g, o.contenders, out)
	if err != nil {
		return err
	}
	defer field.stop()
	if err := check(ctx, field, queries, out); err != nil || o.check {
		return err
	}
	results, err := measure(ctx, g, field, queries, o, out)
	if err != nil {
		return err
	}
	return report(g, field, queries, o, results, out)
}
