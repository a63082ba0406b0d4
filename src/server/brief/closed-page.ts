/** What whoever has a link that opens nothing is told, whatever the reason: the same bytes always. */
export const closedPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>This link opens nothing</title>
<style>:root{color-scheme:light dark}body{background:light-dark(#fbfaf8,#121316);color:light-dark(#1b1a17,#f1efea);font:14px/21px system-ui,sans-serif;margin:0 auto;max-width:560px;padding:48px 16px}h1,h2{font-size:18px;line-height:26px;margin:0 0 4px}p{margin:0 0 32px}</style>
</head>
<body>
<main>
<h1>This link opens nothing</h1>
<p>It was never made, it has ended, or it was taken back. Ask whoever gave it to you for a new one.</p>
<div lang="ko"><h2>열 수 없는 링크입니다</h2>
<p>없는 링크이거나, 기한이 지났거나, 회수되었습니다. 보내 준 사람에게 새 링크를 요청하십시오.</p></div>
</main>
</body>
</html>
`
