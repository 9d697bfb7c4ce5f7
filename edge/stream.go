package edge

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
)

// stream sends the events of a live operation as server-sent events ("next" with an answer each, then "complete"),
// until the source ends or the client goes.
func (h *handler) stream(ctx context.Context, x *exchange) outcome {
	header := x.w.Header()
	header.Set("Content-Type", string(mediaStream))
	header.Set("Cache-Control", "no-cache")
	header.Set("X-Accel-Buffering", "no") // nginx would collect events
	s := &events{w: x.w, flush: http.NewResponseController(x.w)}
	_ = s.flush.SetWriteDeadline(time.Time{}) // the server's own limit is meant for answers that end
	x.w.WriteHeader(http.StatusOK)
	_ = s.flush.Flush() // the client learns that it is connected before the first event

	stop := s.beat(h.Heartbeat)
	defer stop()
	result := outcomeOK
	operation := graphql.WithOperationContext(ctx, x.op)
	var answers graphql.ResponseHandler
	for {
		answer := h.guarded(ctx, func() *graphql.Response {
			ctx := h.scope(operation)
			if answers == nil {
				answers = h.begin(ctx)
			}
			return next(ctx, answers)
		})
		if answer == nil {
			break
		}
		head, tail := envelop(answer)
		s.send([]byte("event: next\ndata: "), head, answer.Data, tail, []byte("\n\n"))
		h.recycle(answer.Data)
		if o := outcomeOf(answer); o != outcomeOK {
			result = o
		}
		if result == outcomeFailed { // the source may be broken: the client had better ask again
			break
		}
	}
	s.send([]byte("event: complete\ndata:\n\n"))
	if ctx.Err() != nil {
		return outcomeCancelled
	}
	return result
}

// events writes to one client from the source and from the heartbeat.
type events struct {
	mu    sync.Mutex
	w     io.Writer
	flush *http.ResponseController
}

func (s *events) send(parts ...[]byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	send(s.w, parts...)
	_ = s.flush.Flush() // fails only where the client has gone
}

// beat sends a comment now and then until it is stopped; once it has stopped, nothing writes any more.
func (s *events) beat(pause time.Duration) (stop func()) {
	ticker, ended, done := time.NewTicker(pause), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				s.send([]byte(":\n\n"))
			case <-ended:
				return
			}
		}
	}()
	return func() {
		close(ended)
		<-done
	}
}
