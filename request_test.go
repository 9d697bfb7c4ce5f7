package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

var address = regexp.MustCompile(`GraphQL +(http://\S+)/graphql`)

// url is the address of a path of the server, which has announced itself.
func (p *process) url(path string) string {
	p.t.Helper()
	found := address.FindStringSubmatch(p.out.String())
	if found == nil {
		p.t.Fatalf("it has not said where it answers:\n%s", p.out)
	}
	return found[1] + path
}

// get returns the status and the body of a path.
func (p *process) get(path string) (int, string) {
	p.t.Helper()
	resp, err := http.Get(p.url(path))
	must(p.t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	must(p.t, err)
	return resp.StatusCode, string(body)
}

var resident = regexp.MustCompile(`(?m)^process_resident_memory_bytes (\S+)$`)

// memory is what the server holds in memory, in MB, as its metrics say.
func (p *process) memory() int {
	p.t.Helper()
	_, metrics := p.get("/metrics")
	found := resident.FindStringSubmatch(metrics)
	if found == nil {
		p.t.Fatal("the metrics do not tell the memory")
	}
	bytes, err := strconv.ParseFloat(found[1], 64)
	must(p.t, err)
	return int(bytes) >> 20
}

// answer is what GraphQL returns.
type answer struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Extensions struct{ Code string }
	}
}

// post sends one operation, with a key unless it is empty. It fails where the server is not there, or not whole.
func (p *process) post(ctx context.Context, key, query string, variables any) (a answer, err error) {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return a, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url("/graphql"), bytes.NewReader(body))
	if err != nil {
		return a, err
	}
	req.Header.Set("Content-Type", "application/json")
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return a, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&a)
	return a, err
}

// ask decodes the data of an operation that must succeed.
func (p *process) ask(query string, variables, into any) {
	p.t.Helper()
	a, err := p.post(p.t.Context(), "", query, variables)
	must(p.t, err)
	if len(a.Errors) > 0 {
		p.t.Fatalf("%s\nis answered with errors: %+v", query, a.Errors)
	}
	must(p.t, json.Unmarshal(a.Data, into))
}

// key is the one in the link that signs in.
func (p *process) key() string {
	p.t.Helper()
	_, key, found := strings.Cut(p.out.String(), "/#key=")
	if !found {
		p.t.Fatalf("it prints no link that signs in:\n%s", p.out)
	}
	key, _, _ = strings.Cut(key, "\n")
	return key
}
