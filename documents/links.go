package documents

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// lifetime is how long a path holds.
const lifetime = 15 * time.Minute

// links signs paths with a secret that lives as long as the server.
type links struct {
	secret [32]byte
	now    func() time.Time
}

func newLinks(now func() time.Time) *links {
	l := &links{now: now}
	_, _ = rand.Read(l.secret[:])
	return l
}

func (l *links) sign(path string) string {
	until := strconv.FormatInt(l.now().Add(lifetime).Unix(), 10)
	return path + "?" + url.Values{"until": {until}, "signature": {l.signature(path, until)}}.Encode()
}

func (l *links) valid(r *http.Request) bool {
	q := r.URL.Query()
	until := q.Get("until")
	end, err := strconv.ParseInt(until, 10, 64)
	return err == nil && l.now().Unix() <= end && hmac.Equal([]byte(q.Get("signature")), []byte(l.signature(r.URL.Path, until)))
}

func (l *links) signature(path, until string) string {
	mac := hmac.New(sha256.New, l.secret[:])
	mac.Write([]byte(path + "\n" + until))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
