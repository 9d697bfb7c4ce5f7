package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
)

// line starts those who take part, each in its best production settings and with as many connections as the others.
func line(ctx context.Context, g *ground, names []string, out io.Writer) (field contenders, err error) {
	defer func() {
		if err != nil {
			field.stop()
		}
	}()
	for _, name := range everyone {
		if !slices.Contains(names, name) {
			continue
		}
		fmt.Fprintf(out, "starting %s ...\n", name)
		c, err := start(ctx, g, name)
		if errors.Is(err, errAbsent) {
			fmt.Fprintln(out, "  left out:", err)
			continue
		}
		if err != nil {
			return field, fmt.Errorf("%s: %w", name, err)
		}
		field = append(field, c)
	}
	return field, nil
}

// errAbsent is for a contender that this machine does not have.
var errAbsent = errors.New("not installed")

func start(ctx context.Context, g *ground, name string) (*contender, error) {
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	c := &contender{name: name, addr: addr}
	_, port, _ := net.SplitHostPort(addr)
	switch name {
	case ours:
		c.post = graphqlPost
		err = c.run(ctx, g.binary, []string{"ADDR=" + addr, "DATABASE_URL=" + g.url, "DEMO=0"})
	case floor:
		c.post = func(q *query, args map[string]any) (string, any) { return "/" + q.name, q.floor.values(args) }
		self, bad := os.Executable()
		if bad != nil {
			return nil, bad
		}
		err = c.run(ctx, self, []string{"ADDR=" + addr, "DATABASE_URL=" + g.url + "&" + planOnce}, floorCommand)
	case postgraphile:
		c.post = func(q *query, args map[string]any) (string, any) {
			return "/graphql", map[string]any{"query": q.peer.words, "variables": q.peer.variables(args)}
		}
		node, folder, bad := installPeer(ctx)
		if bad != nil {
			return nil, bad
		}
		if c.version, err = peerVersion(); err != nil {
			return nil, err
		}
		err = c.run(ctx, node, []string{"PORT=" + port, "DATABASE_URL=" + g.url, fmt.Sprint("POOL=", pool), "PGOPTIONS=-c " + planOnce, "NODE_ENV=production"}, filepath.Join(folder, "server.mjs"))
	case pgbench:
		c.version, err = g.pgbench(ctx)
		return c, err
	}
	if err != nil {
		c.stop()
		return nil, err
	}
	c.rest, err = residentMB(c.process.Process.Pid)
	return c, err
}

func graphqlPost(q *query, args map[string]any) (string, any) {
	return "/graphql", map[string]any{"query": q.ours, "variables": args}
}
