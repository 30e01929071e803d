#!/bin/sh
# 不用 SSI、不用 PHP：定时把“清单”的片段取成一个静态文件，拼进自己的网页。
#
#   fetch.sh 片段地址 [only=事项或类别] [t=乡镇,乡镇] > 片段.html
#
# 例：每天三点取一次，取不到的时候旧的文件不动（crontab）：
#   0 3 * * *  cd /var/www/portal && sh fetch.sh https://…/fragment.html only=c022 > new.html && mv new.html c022.html && cat head.html c022.html foot.html > page.html
set -eu
url=$1
shift
only= t=
for word in "$@"; do
  case $word in
    only=*) only=${word#only=} ;;
    t=*) t=${word#t=} ;;
    *) echo "不认识：$word" >&2; exit 2 ;;
  esac
done
text=$(curl -fsSL --max-time 60 "$url")
# 片段里的条件和 nginx 的 SSI 一样写：<!--# if expr="$arg_only = /…/" --> … <!--# endif -->
printf '%s\n' "$text" | awk -v only="$only" -v t="$t" '
  /^<!--# if expr="\$arg_[a-z]+ = \/.*\/" -->$/ {
    value = index($0, "$arg_only") ? only : t
    sub(/^[^\/]*\//, ""); sub(/\/" -->$/, "")
    gsub(/\(\?!\.\)/, "$")   # nginx 里 $ 是变量，那里用 (?!.) 表示末尾
    skip = value !~ $0
    next
  }
  /^<!--# endif -->$/ { skip = 0; next }
  !skip'
