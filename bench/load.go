package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// patience is how long one answer may take.
const patience = 30 * time.Second

// shot is a request with the length that its answer must have: the check has read the content.
type shot struct {
	request []byte
	length  int
}

// burst is what a time of shooting brought.
type burst struct {
	took  time.Duration
	waits []time.Duration // of each answer, in order of size
}

func (b burst) perSecond() float64 { return float64(len(b.waits)) / b.took.Seconds() }

func (b burst) percentile(p float64) time.Duration {
	if len(b.waits) == 0 {
		return 0
	}
	return b.waits[min(len(b.waits)-1, int(p*float64(len(b.waits))))]
}

// shoot keeps n connections busy for a while, each going round the shots from a place of its own. It writes prepared
// bytes and skips over the answer's: the generator shares the machine with those whom it measures.
func shoot(addr string, shots []shot, n int, during time.Duration) (b burst, err error) {
	conns := make([]*conn, n)
	for i := range conns {
		if conns[i], err = dial(addr); err != nil {
			return b, err
		}
		defer conns[i].Close()
	}
	var group sync.WaitGroup
	waits, faults := make([][]time.Duration, n), make([]error, n)
	start := time.Now()
	for i, c := range conns {
		group.Go(func() {
			for at := i * len(shots) / n; time.Since(start) < during; at++ {
				s := shots[at%len(shots)]
				before := time.Now()
				length, err := c.exchange(s.request, nil)
				if err == nil && length != s.length {
					err = fmt.Errorf("an answer has %d bytes, and had %d when it was checked", length, s.length)
				}
				if err != nil {
					faults[i] = err
					return
				}
				waits[i] = append(waits[i], time.Since(before))
			}
		})
	}
	group.Wait()
	b = burst{time.Since(start), slices.Concat(waits...)}
	slices.Sort(b.waits)
	for _, err := range faults {
		if err != nil {
			return b, err
		}
	}
	return b, nil
}

// probe asks a server for something that it does not have: any status means that it listens.
func probe(addr string) (status int, err error) {
	client := http.Client{Timeout: time.Second}
	resp, err := client.Post("http://"+addr+"/graphql", "application/json", strings.NewReader("{}"))
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}
